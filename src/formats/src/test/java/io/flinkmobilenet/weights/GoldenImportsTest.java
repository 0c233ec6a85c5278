package io.flinkmobilenet.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.Reference;
import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.format.ReadOptions.ImageSize;
import io.flinkmobilenet.weights.onnx.OnnxReader;
import io.flinkmobilenet.weights.tflite.TfLiteReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares published files with what ONNX Runtime and TensorFlow Lite computed. */
class GoldenImportsTest {
  /** For the file that leaves the size open. */
  private static final ReadOptions OPTIONS =
      new ReadOptions(Optional.of(new ImageSize(48, 192)), false);

  static List<String> files() throws IOException {
    return GoldenImports.lines(GoldenImportsTest.class, "golden-imports.csv");
  }

  @Test
  void thereAreFilesOfBothFormats() throws Exception {
    assertThat(files()).hasSize(6).anyMatch(line -> line.contains(".onnx,"));
    assertThat(files()).anyMatch(line -> line.contains(".tflite,"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void givesTheValuesOfItsOwnRuntime(String line) throws Exception {
    Path file = Reference.require().resolve(line.substring(0, line.indexOf(',')));
    boolean onnx = file.toString().endsWith(".onnx");
    FileModel model = onnx ? OnnxReader.read(file, OPTIONS) : TfLiteReader.read(file, OPTIONS);
    float[] logits = GoldenImports.logits(model);
    boolean probabilities = line.startsWith("other/") && !onnx;

    GoldenImports.compare(line, probabilities ? GoldenImports.logarithms(logits) : logits);
  }
}
