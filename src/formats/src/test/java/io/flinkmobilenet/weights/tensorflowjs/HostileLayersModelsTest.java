package io.flinkmobilenet.weights.tensorflowjs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that were made to harm, or are of the other kind, are refused in one line. */
class HostileLayersModelsTest {
  private static final Path MODEL =
      Path.of("src/formats/src/test/resources/tensorflowjs/sequential");

  @TempDir private Path folder;
  private Path file;
  private String json;

  @BeforeEach
  void copy() throws Exception {
    file = folder.resolve("model.json");
    json = Files.readString(MODEL.resolve("model.json"));
    Files.copy(MODEL.resolve("weights.bin"), folder.resolve("weights.bin"));
  }

  @Test
  void aGraphModel() throws Exception {
    assertRefused(
        "{\"format\":\"graph-model\",\"modelTopology\":{\"node\":[]},\"weightsManifest\":[]}",
        UnsupportedWeightsException.class,
        "format: expected a layers model, found a graph model, which has operators of TensorFlow"
            + " instead of layers");
  }

  @Test
  void weightsOutsideTheFolder() throws Exception {
    assertRefused(
        json.replace("weights.bin", "../weights.bin"),
        MalformedWeightsException.class,
        "weightsManifest: expected files beside model.json, found ../weights.bin");
  }

  @Test
  void aMissingFile() throws Exception {
    assertRefused(
        json.replace("weights.bin", "other.bin"),
        MalformedWeightsException.class,
        "weightsManifest: expected a file other.bin, found none");
  }

  @Test
  void aTruncatedFile() throws Exception {
    Path weights = folder.resolve("weights.bin");
    byte[] part = new byte[100];
    Files.write(weights, part);
    assertRefused(
        json,
        MalformedWeightsException.class,
        "weight c1/kernel: expected 432 bytes for shape [3, 2, 3, 6], found 100");
  }

  @Test
  void aHugeShape() throws Exception {
    assertRefused(
        json.replace("\"shape\":[3,2,3,6]", "\"shape\":[65536,65536,3,6]"),
        MalformedWeightsException.class,
        "weight c1/kernel: expected fewer than 2^31 values, found shape [65536, 65536, 3, 6] has"
            + " more than 2^31 - 1 elements");
  }

  private void assertRefused(String text, Class<? extends WeightsException> type, String message)
      throws Exception {
    Files.writeString(file, text);
    assertThatThrownBy(() -> TensorflowJsReader.read(file, ReadOptions.NONE))
        .isInstanceOf(type)
        .hasMessage(file + ": " + message);
  }
}
