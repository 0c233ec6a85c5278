package io.flinkmobilenet.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GraphTest {
  private static final Arithmetic ADD = new Arithmetic(Arithmetic.Operation.ADD);

  /** image → a → b → sum, where the sum adds a; c is read by none. */
  private static Graph graph() {
    GraphBuilder builder = new GraphBuilder();
    int image = builder.image(4, 4, 3);
    int a = builder.add("a", Convolution.of("w", 8, Window.of(1)), image);
    int b = builder.add("b", Activation.RELU, a);
    int sum = builder.add("sum", ADD, a, b);
    builder.add("c", Convolution.of("w", 8, Window.of(1)), image);
    return builder.output("features", b).output("logits", sum).build();
  }

  @Test
  void knowsItsOutputsByName() {
    Graph graph = graph();

    assertThat(graph.outputs().keySet()).containsExactly("features", "logits");
    assertThat(graph.output("logits")).hasToString("4×4×8");
    assertThat(graph.input()).hasToString("4×4×3");
    assertThatThrownBy(() -> graph.output("boxes"))
        .hasMessage("output: expected one of [features, logits], found boxes");
  }

  @Test
  void knowsHowLongMapsAreNeeded() {
    assertThat(graph().lastReaders()).containsExactly(4, 3, 5, 5, 4);
    // Image, a, b and sum at once; a is not needed when c is computed.
    assertThat(graph().live()).isEqualTo(48 + 3 * 128);
  }

  @Test
  void listsASharedTensorOnce() {
    Graph graph = graph();

    assertThat(graph.parameters()).map(Parameter::name).containsExactly("w");
    assertThat(graph.multiplyAdds()).isEqualTo(2 * 16 * 24);
  }
}
