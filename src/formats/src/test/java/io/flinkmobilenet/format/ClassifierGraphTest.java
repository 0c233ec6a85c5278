package io.flinkmobilenet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.Flatten;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.InvalidGraphException;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Softmax;
import io.flinkmobilenet.network.Scores;
import org.junit.jupiter.api.Test;

class ClassifierGraphTest {
  private final GraphBuilder builder = new GraphBuilder();
  private final int image = builder.image(4, 4, 3);

  @Test
  void takesASoftmaxOffTheEnd() {
    ClassifierGraph classifier =
        ClassifierGraph.of(builder, builder.add("probabilities", new Softmax(), dense()));
    assertThat(classifier.scores()).isEqualTo(Scores.SOFTMAX);
    Graph graph = classifier.graph();
    assertThat(graph.nodes()).extracting(Node::name).containsExactly("image", "pool", "dense");
    assertThat(graph.outputs()).containsEntry("logits", 2).containsEntry("features", 1);
  }

  @Test
  void takesASigmoidOffTheEnd() {
    ClassifierGraph classifier =
        ClassifierGraph.of(
            builder, builder.add("yes", Activation.of(Activation.Kind.SIGMOID), dense()));
    assertThat(classifier.scores()).isEqualTo(Scores.SIGMOID);
    assertThat(classifier.graph().outputs()).containsEntry("logits", 2);
  }

  @Test
  void leavesLogitsAsTheyAre() {
    ClassifierGraph classifier = ClassifierGraph.of(builder, dense());
    assertThat(classifier.scores()).isEqualTo(Scores.SOFTMAX);
    assertThat(classifier.graph().nodes()).hasSize(3);
  }

  @Test
  void findsFeaturesBeforeAFlattenedLayer() {
    int flat = builder.add("flatten", new Flatten(Flatten.Order.CHANNELS_LAST), dense());
    assertThat(ClassifierGraph.of(builder, flat).graph().outputs()).containsEntry("features", 1);
  }

  @Test
  void refusesAMapAsResult() {
    assertThatThrownBy(() -> ClassifierGraph.of(builder, image))
        .isInstanceOf(InvalidGraphException.class)
        .hasMessageContaining("output image: expected one value per class");
  }

  private int dense() {
    int pool = builder.add("pool", new GlobalPool(Reduction.AVERAGE), image);
    return builder.add("dense", Dense.of("w", "b", 5), pool);
  }
}
