package io.flinkmobilenet.weights.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Activation.Kind;
import io.flinkmobilenet.graph.ConstantPadding;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.weights.GoldenImports;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small graphs, one per operator and way of writing it, and what ONNX Runtime computed. */
class OnnxOperatorsTest {
  static List<String> graphs() throws IOException {
    return GoldenImports.lines(OnnxOperatorsTest.class, "operators.csv");
  }

  @Test
  void thereAreManyGraphs() throws Exception {
    assertThat(graphs()).hasSizeGreaterThan(100);
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void givesTheValuesOfOnnxRuntime(String line) throws Exception {
    FileModel model = read(line.substring(0, line.indexOf(".onnx,")));

    GoldenImports.compare(line, GoldenImports.logits(model));
  }

  @ParameterizedTest
  @CsvSource({
    "silu, SILU",
    "hswish1, HARD_SWISH",
    "hswish2, HARD_SWISH",
    "hswish3, HARD_SWISH",
    "act_HardSigmoid_2, HARD_SIGMOID",
    "hsig_unit, HARD_SIGMOID",
    "clip6, RELU6"
  })
  void activationsAreRecognised(String name, Kind kind) throws Exception {
    List<Operator> operators = operators(name);

    assertThat(operators).anyMatch(it -> it instanceof Activation a && a.kind() == kind);
    assertThat(operators).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pad_conv", "pad_attr", "pad_avg", "pad_max_relu", "pad_max_inf"})
  void paddingsJoinTheWindowsAfterThem(String name) throws Exception {
    assertThat(operators(name)).noneMatch(ConstantPadding.class::isInstance);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pad_value", "pad_avg_pad", "pad_max"})
  void paddingsStayWhereTheyCount(String name) throws Exception {
    assertThat(operators(name)).anyMatch(ConstantPadding.class::isInstance);
  }

  private static List<Operator> operators(String name) throws Exception {
    return read(name).graph().nodes().stream().<Operator>map(node -> node.operator()).toList();
  }

  private static FileModel read(String name) throws Exception {
    String file = "operators/" + name + ".onnx";
    try (InputStream in = OnnxOperatorsTest.class.getResourceAsStream(file)) {
      return OnnxReader.read(in.readAllBytes(), name, null, ReadOptions.NONE);
    }
  }
}
