package io.flinkmobilenet.weights.tflite;

import static io.flinkmobilenet.weights.tflite.QuantisedTfLite.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Quantised files: refused unless somebody asks for their weights as floats. */
class QuantisedTfLiteTest {
  private static final ReadOptions DEQUANTISE = new ReadOptions(Optional.empty(), true);

  @Test
  void areRefusedInWords() {
    byte[] file = file(TfLiteBytes.FLOAT32, new float[] {0.5f}, new long[] {1});

    assertThatThrownBy(() -> TfLiteReader.read(file, "file", ReadOptions.NONE))
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessage(
            "file: tensor t1: expected floats, found a quantised network; --dequantise converts"
                + " it");
  }

  @Test
  void oneScaleIsThatOfAllWeights() throws Exception {
    byte[] file = file(TfLiteBytes.FLOAT32, new float[] {0.5f}, new long[] {1});

    FileModel model = TfLiteReader.read(file, "file", DEQUANTISE);

    assertThat(model.weights().tensor("t1").values()).containsExactly(0, 0.5f, 1, -2.5f, 2, -64.5f);
    assertThat(model.weights().tensor("t2").values()).containsExactly(2.5f, -10);
    assertThat(model.notes())
        .containsExactly(
            "The file is quantised: its weights were converted to floats, and maps are computed in"
                + " floats.");
    assertThat(model.normalisation()).isEmpty();
  }

  @Test
  void aScalePerFilterIsThatOfItsWeights() throws Exception {
    byte[] file = file(TfLiteBytes.FLOAT32, new float[] {0.5f, 2}, new long[] {0, 0});

    FileModel model = TfLiteReader.read(file, "file", DEQUANTISE);

    assertThat(model.weights().tensor("t1").values()).containsExactly(0.5f, 1, 1.5f, -8, 10, -256);
  }

  @Test
  void theScaleOfTheImageIsItsNormalisation() throws Exception {
    byte[] octets = file(TfLiteBytes.UINT8, new float[] {1}, new long[] {0});
    byte[] signed = file(TfLiteBytes.INT8, new float[] {1}, new long[] {0});

    InputNormalisation first =
        TfLiteReader.read(octets, "file", DEQUANTISE).normalisation().orElseThrow();
    InputNormalisation second =
        TfLiteReader.read(signed, "file", DEQUANTISE).normalisation().orElseThrow();

    assertThat(first.mean()).containsExactly(3, 3, 3);
    assertThat(first.std()).containsExactly(2, 2, 2);
    assertThat(second.mean()).containsExactly(131, 131, 131);
  }

  @Test
  void scalesThatDoNotFitAreRefused() {
    for (float[] scales : new float[][] {{1, 2, 3}, {1, 2}}) {
      byte[] file = file(TfLiteBytes.FLOAT32, scales, new long[] {0, 0, 0, 0});

      assertThatThrownBy(() -> TfLiteReader.read(file, "file", DEQUANTISE))
          .isInstanceOf(MalformedWeightsException.class)
          .message()
          .startsWith("file: tensor t1: expected a scale and a zero point for all or for each ");
    }
  }
}
