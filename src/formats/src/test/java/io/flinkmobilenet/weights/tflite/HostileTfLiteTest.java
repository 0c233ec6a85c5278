package io.flinkmobilenet.weights.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files that somebody damaged or made to do harm. */
class HostileTfLiteTest {
  private static FileModel read(byte[] file) throws Exception {
    return TfLiteReader.read(file, "file", ReadOptions.NONE);
  }

  private static byte[] typical() {
    TfLiteBytes file = TfLiteBytes.typical(new TfLiteBytes());
    return file.toBytes(0, file.last());
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void anOffsetThatLeadsBackToItselfIsRefused() {
    byte[] file = typical();
    little(file).putInt(0, 0);

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(MalformedWeightsException.class)
        .hasMessage("file: offset at byte 0: expected 4 to %d, found 0", file.length - 4);
  }

  /** The first field of the model's table that is an offset leads to itself or out of the file. */
  @Test
  void offsetsOfTablesThatLoopOrLeaveTheFileAreRefused() {
    for (int wrong : new int[] {0, -8, Integer.MAX_VALUE, 1 << 20}) {
      byte[] file = typical();
      int root = little(file).getInt(0);
      int fields = root - little(file).getInt(root);
      int graphs = root + little(file).getShort(fields + 4 + 2 * 2);
      little(file).putInt(graphs, wrong);

      assertThatThrownBy(() -> read(file))
          .isInstanceOf(MalformedWeightsException.class)
          .message()
          .startsWith("file: offset at byte " + graphs + ": expected 4 to ")
          .endsWith(", found " + (wrong & 0xFFFFFFFFL));
    }
  }

  @Test
  void aListOfFieldsOutsideTheFileIsRefused() {
    for (int wrong : new int[] {1 << 20, -(1 << 20), Integer.MIN_VALUE}) {
      byte[] file = typical();
      int root = little(file).getInt(0);
      little(file).putInt(root, wrong);

      assertThatThrownBy(() -> read(file))
          .isInstanceOf(MalformedWeightsException.class)
          .message()
          .startsWith("file: table at byte " + root + ": expected its parts in the file of ");
    }
  }

  @Test
  void everyTruncatedFileIsRefused() {
    byte[] whole = typical();
    for (int length = 0; length < whole.length - 4; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(part))
          .as("%d bytes", length)
          .isInstanceOf(WeightsException.class)
          .message()
          .startsWith("file: ")
          .doesNotContain("\n");
    }
  }

  @Test
  void damagedFilesAreReadOrRefused() {
    Random random = new Random(1);
    for (int trial = 0; trial < 20_000; trial++) {
      byte[] file = typical();
      for (int i = 0; i < 3; i++) {
        file[random.nextInt(file.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(read(file).graph().nodes()).isNotEmpty();
      } catch (Exception e) {
        assertThat(e).isInstanceOf(WeightsException.class);
      }
    }
  }

  @Test
  void extentsThatDoNotFitTheDataAreRefused() {
    TfLiteBytes file = new TfLiteBytes();
    int image = file.map(1, 4, 4, 3);
    int weights = file.tensor(TfLiteBytes.FLOAT32, new byte[12], 1, 1, 1, 4);
    int sums = convolution(file, image, weights);

    assertThatThrownBy(() -> read(file.toBytes(image, sums)))
        .isInstanceOf(MalformedWeightsException.class)
        .hasMessage("file: tensor t1: expected 16 bytes for [1, 1, 1, 4], found 12");
  }

  @Test
  void hugeAndNegativeExtentsAreRefused() {
    for (int[] extents : new int[][] {{65536, 65536}, {-1, 3}}) {
      TfLiteBytes file = new TfLiteBytes();
      int image = file.map(1, 4, 4, 3);
      int weights = file.tensor(TfLiteBytes.FLOAT32, new byte[12], extents);
      int sums = convolution(file, image, weights);

      assertThatThrownBy(() -> read(file.toBytes(image, sums)))
          .isInstanceOf(MalformedWeightsException.class)
          .message()
          .startsWith("file: tensor t1: shape: expected extents of fewer than 2^31 elements, ");
    }
  }

  private static int convolution(TfLiteBytes file, int image, int weights) {
    return file.add(
        OperatorKind.CONV_2D,
        1,
        new TfLiteBytes.Field[] {
          TfLiteBytes.octet(1), TfLiteBytes.number(1), TfLiteBytes.number(1)
        },
        new int[] {1, 4, 4, 1},
        image,
        weights);
  }

  @Test
  void anOperatorThatReadsItsOwnResultIsRefused() {
    TfLiteBytes file = new TfLiteBytes();
    int image = file.map(1, 4, 4, 3);
    int sum = file.map(1, 4, 4, 3);
    file.operator(OperatorKind.ADD, 11, new TfLiteBytes.Field[] {}, new int[] {sum}, image, sum);

    assertThatThrownBy(() -> read(file.toBytes(image, sum)))
        .isInstanceOf(MalformedWeightsException.class)
        .hasMessage(
            "file: tensor t1: expected an operator before its readers that computes it, found"
                + " none");
  }

  @Test
  void indicesOutsideTheListsAreRefused() {
    TfLiteBytes file = new TfLiteBytes();
    int image = file.map(1, 4, 4, 3);
    file.operator(OperatorKind.RELU, 0, null, new int[] {image}, 7);

    assertThatThrownBy(() -> read(file.toBytes(image, image)))
        .isInstanceOf(MalformedWeightsException.class)
        .hasMessage("file: input: expected one of 1, found index 7");
  }

  @Test
  void anOperatorThatTheGraphLacksIsNamed() {
    TfLiteBytes file = new TfLiteBytes();
    int image = file.map(1, 4, 4, 3);
    int result = file.add(OperatorKind.SPACE_TO_DEPTH, 0, null, new int[] {1, 4, 4, 3}, image);

    assertThatThrownBy(() -> read(file.toBytes(image, result)))
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessage(
            "file: operator 0 t1 (SPACE_TO_DEPTH): expected an operator that a graph can express, found this"
                + " one");
  }

  @Test
  void aFileOfAnotherKindIsRefused() {
    assertThatThrownBy(() -> read("<html>\nNot found".getBytes("UTF-8")))
        .isInstanceOf(MalformedWeightsException.class)
        .hasMessage("file: expected a FlatBuffers file TFL3, found 16 bytes of something else");
  }
}
