package io.flinkmobilenet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.graph.Graph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphJsonTest {
  /** A grey image, a dense layer on its one pixel, and a softmax. */
  static final String TEXT =
      """
      {"nodes":[\
      {"name":"image","operator":"ImageInput","inputs":[],\
      "attributes":{"height":1,"width":1,"channels":4}},\
      {"name":"fc","operator":"Dense","inputs":["image"],\
      "attributes":{"weights":"fc.weight","bias":"fc.bias","outputs":3,\
      "epilogue":{"activation":{"kind":"CLIP","first":-0.5,"second":6},"addition":"NONE"}}},\
      {"name":"scores","operator":"Softmax","inputs":["fc"],"attributes":{}}],\
      "outputs":{"logits":"fc","probabilities":"scores"}}\
      """;

  @Test
  void readsWhatItWrites() throws InvalidModelException {
    Graph graph = GraphJson.read(TEXT, "graph");

    assertThat(graph.outputs().keySet()).containsExactly("logits", "probabilities");
    assertThat(graph.output("probabilities")).hasToString("1×1×3");
    assertThat(graph.nodes().get(1).operator().title()).isEqualTo("dense");
    assertThat(GraphJson.write(graph)).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"outputs\":3|\"outputs\":0|graph.json: node fc (dense): outputs: expected at least 1,"
            + " found 0",
        "\"outputs\":3|\"outputs\":3.5|graph.json: node 1 fc: attributes: outputs: expected a whole"
            + " number, found 3.5",
        "\"outputs\":3,|``|graph.json: node 1 fc: attributes: outputs: expected a value, found"
            + " nothing",
        "\"outputs\":3|\"outputs\":3,\"units\":3|graph.json: node 1 fc: attributes: units: expected"
            + " no key but [weights, bias, outputs, epilogue], found 3",
        "\"CLIP\"|\"SELU\"|graph.json: node 1 fc: attributes: epilogue: activation: kind: expected"
            + " one of [LINEAR, RELU, RELU6, CLIP, LEAKY_RELU, SIGMOID, TANH, HARD_SIGMOID,"
            + " HARD_SWISH, SILU, ELU, GELU, GELU_TANH, SOFTPLUS, ERF, SCALE], found \"SELU\"",
        "[\"image\"]|[\"picture\"]|graph.json: node 1 fc: input: expected the name of a node before"
            + " it, found \"picture\"",
        "[\"image\"]|[\"fc\"]|graph.json: node 1 fc: input: expected the name of a node before it,"
            + " found \"fc\"",
        "\"channels\":4|\"channels\":9000000|graph.json: node image (input): channels: expected at"
            + " most 1048576, found 9000000",
        "\"scores\"}|\"score\"}|graph.json: output probabilities: expected the name of a node"
            + " before it, found \"score\"",
        "\"outputs\":{|\"results\":{|graph.json: results: expected no key but [nodes, outputs],"
            + " found object"
      })
  void refusesOtherTexts(String here, String instead, String message) {
    String text = TEXT.replace(here, instead);

    assertThatThrownBy(() -> GraphJson.read(text, "graph.json"))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(message);
  }

  @Test
  void namesTheOperatorsThatThereAre() {
    assertThatThrownBy(() -> GraphJson.read(TEXT.replace("Softmax", "Loop"), "graph.json"))
        .hasMessageStartingWith(
            "graph.json: node 2 scores: operator: expected one of [Activation, AdaptivePool,")
        .hasMessageEndingWith("Softmax], found \"Loop\"");
  }
}
