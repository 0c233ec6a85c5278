package io.flinkmobilenet.weights.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Activation.Kind;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.weights.GoldenImports;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Small files, one per operator and way of writing it, and what TensorFlow Lite computed. */
class TfLiteOperatorsTest {
  private static final Map<String, byte[]> FILES = TfLiteCases.all();

  static List<String> files() throws IOException {
    return GoldenImports.lines(TfLiteOperatorsTest.class, "operators.csv");
  }

  @Test
  void everyFileHasValues() throws Exception {
    assertThat(files().stream().map(line -> line.substring(0, line.indexOf(".tflite,"))))
        .hasSameElementsAs(FILES.keySet())
        .hasSizeGreaterThan(35);
  }

  @ParameterizedTest
  @MethodSource("files")
  void givesTheValuesOfTensorFlowLite(String line) throws Exception {
    FileModel model = read(line.substring(0, line.indexOf(".tflite,")));

    GoldenImports.compare(line, GoldenImports.logits(model));
  }

  @ParameterizedTest
  @CsvSource({"silu, SILU", "hard_swish_parts, HARD_SWISH"})
  void activationsAreRecognised(String name, Kind kind) throws Exception {
    List<Operator> operators =
        read(name).graph().nodes().stream()
            .<Operator>map(node -> node.operator())
            .collect(Collectors.toList());

    assertThat(operators).hasSize(4);
    assertThat(operators).anyMatch(it -> it instanceof Activation a && a.kind() == kind);
  }

  private static FileModel read(String name) throws Exception {
    return TfLiteReader.read(FILES.get(name), name, ReadOptions.NONE);
  }
}
