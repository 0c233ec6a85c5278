package io.flinkmobilenet.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.tensor.DType;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file in several arrays reads as the same file in one. */
class ByteSegmentsTest {
  private static final int LENGTH = 1000;

  private final byte[] file = new byte[LENGTH];

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 8, 64, 999, 1000, 2000})
  void readAsOneFile(int longest) throws Exception {
    new Random(5).nextBytes(file);
    ByteSegments parts = new ByteSegments(parts(longest));

    assertThat(parts.length()).isEqualTo(LENGTH);
    assertThat(parts.toArray()).isEqualTo(file);
    for (int from : new int[] {0, 1, 63, 64, 500, 999, 1000}) {
      for (int count = 0; count <= LENGTH - from; count += 37) {
        assertThat(parts.slice(from, count)).isEqualTo(ByteBuffer.wrap(file, from, count));
      }
    }
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    parts.addTo(digest);
    assertThat(digest.digest()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(file));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 8, 64, 999, 1000, 2000})
  void decodeElementsThatLieInTwoArrays(int longest) {
    new Random(5).nextBytes(file);
    ByteSegments parts = new ByteSegments(parts(longest));
    for (DType dtype : DType.values()) {
      for (int from : new int[] {0, 1, 63, 64}) {
        int count = (LENGTH - from) / dtype.bytes();
        float[] expected =
            ElementDecoder.decode(ByteBuffer.wrap(file, from, count * dtype.bytes()), dtype);
        float[] found = new float[count];
        parts.decode(from, dtype, found, count);
        assertThat(found).as("%s from %d", dtype, from).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 1000})
  void tellTheFirstByteThatDiffers(int longest) {
    new Random(5).nextBytes(file);
    ByteSegments parts = new ByteSegments(parts(longest));
    assertThat(parts.mismatch(new byte[0])).isEqualTo(-1);
    assertThat(parts.mismatch(Arrays.copyOf(file, 500))).isEqualTo(-1);
    assertThat(parts.mismatch(file)).isEqualTo(-1);
    assertThat(parts.mismatch(Arrays.copyOf(file, 1001))).isEqualTo(1000);
    for (int at : new int[] {0, 63, 64, 499}) {
      byte[] other = Arrays.copyOf(file, 500);
      other[at]++;
      assertThat(parts.mismatch(other)).isEqualTo(at);
    }
  }

  private List<byte[]> parts(int longest) {
    List<byte[]> parts = new ArrayList<>(List.of(new byte[0]));
    for (int from = 0; from < LENGTH; from += longest) {
      parts.add(Arrays.copyOfRange(file, from, Math.min(from + longest, LENGTH)));
    }
    return parts;
  }
}
