package io.flinkmobilenet.weights.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.weights.MalformedWeightsException;
import org.junit.jupiter.api.Test;

/** Labels in an archive after the model, and the normalisation of its input. */
class TfLiteMetadataTest {
  private static final float[] MEAN = {127.5f};
  private static final float[] STD = {128};

  private static FileModel read(byte[] file) throws Exception {
    return TfLiteReader.read(file, "file", ReadOptions.NONE);
  }

  private static byte[] model(byte[] metadata) {
    TfLiteBytes file = new TfLiteBytes();
    file.metadata(metadata);
    TfLiteBytes.typical(file);
    return file.toBytes(0, file.last());
  }

  @Test
  void giveNamesAndNumbers() throws Exception {
    byte[] file = model(TfLiteBytes.metadata("labels.txt", MEAN, STD));

    FileModel model = read(TfLiteBytes.attached(file, "labels.txt", "cat\r\na dog\n\n"));

    assertThat(model.labels()).containsExactly("cat", "a dog");
    InputNormalisation normalisation = model.normalisation().orElseThrow();
    assertThat(normalisation.rescaleFactor()).isEqualTo(1);
    assertThat(normalisation.mean()).containsExactly(127.5f, 127.5f, 127.5f);
    assertThat(normalisation.std()).containsExactly(128, 128, 128);
    assertThat(model.notes()).isEmpty();
  }

  @Test
  void threeMeansStayThree() throws Exception {
    byte[] metadata = TfLiteBytes.metadata("l", new float[] {1, 2, 3}, new float[] {4, 5, 6});

    FileModel model = read(TfLiteBytes.attached(model(metadata), "l", "a\nb"));

    assertThat(model.normalisation().orElseThrow().mean()).containsExactly(1, 2, 3);
  }

  @Test
  void labelsOfAnotherNumberAreNotUsed() throws Exception {
    byte[] file = model(TfLiteBytes.metadata("labels.txt", MEAN, STD));

    FileModel model = read(TfLiteBytes.attached(file, "labels.txt", "a\nb\nc"));

    assertThat(model.labels()).isEmpty();
    assertThat(model.notes())
        .containsExactly("The file names 3 labels for 2 classes; they are not used.");
  }

  @Test
  void aMissingFileOfLabelsIsRefused() {
    byte[] file = model(TfLiteBytes.metadata("labels.txt", MEAN, STD));

    assertThatThrownBy(() -> read(TfLiteBytes.attached(file, "other.txt", "a\nb")))
        .isInstanceOf(MalformedWeightsException.class)
        .hasMessage("file: attached files: expected labels.txt, found none");
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(MalformedWeightsException.class)
        .hasMessage("file: attached files: expected zip archive, found none");
  }

  @Test
  void aBombInTheArchiveIsRefused() {
    byte[] file = model(TfLiteBytes.metadata("labels.txt", MEAN, STD));

    assertThatThrownBy(
            () -> read(TfLiteBytes.attached(file, "labels.txt", "x".repeat((4 << 20) + 1))))
        .isInstanceOf(MalformedWeightsException.class)
        .hasMessage("file: attached files: expected at most 4194304 bytes in all, found more");
  }

  @Test
  void aDeviationOfZeroIsRefused() {
    byte[] file = model(TfLiteBytes.metadata("labels.txt", MEAN, new float[1]));

    assertThatThrownBy(() -> read(TfLiteBytes.attached(file, "labels.txt", "a\nb")))
        .isInstanceOf(MalformedWeightsException.class)
        .hasMessage(
            "file: metadata: normalisation: expected 1 or 3 means and deviations, found standard"
                + " deviation is zero or not finite: 0.0");
  }
}
