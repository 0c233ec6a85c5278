package io.flinkmobilenet.format;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.Flatten;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.InvalidGraphException;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.graph.Softmax;
import io.flinkmobilenet.graph.pass.DropUnread;
import io.flinkmobilenet.network.Scores;

/**
 * A network for classification that ends with logits, and the function that turned them into
 * probabilities in the file.
 *
 * @param graph the network, with an output {@code logits}, and {@code features} if its logits come
 *     from a layer over a single pixel
 * @param scores the function from logits to probabilities
 */
public record ClassifierGraph(Graph graph, Scores scores) {
  /**
   * Ends a graph. A softmax or sigmoid at its end is taken off, because {@link Scores} does the
   * same. A network without either has a softmax.
   *
   * @param last the node with the network's result
   * @throws InvalidGraphException if the result is not one value per class
   */
  public static ClassifierGraph of(GraphBuilder builder, int last) {
    int logits = last;
    Scores scores = Scores.SOFTMAX;
    Operator end = builder.node(last).operator();
    if (end instanceof Softmax || end.equals(Activation.of(Activation.Kind.SIGMOID))) {
      scores = end instanceof Softmax ? Scores.SOFTMAX : Scores.SIGMOID;
      logits = builder.node(last).inputs().get(0);
    }
    if (builder.shape(logits).pixels() != 1) {
      throw new InvalidGraphException(
          "output %s: expected one value per class, found %s"
              .formatted(builder.node(logits).name(), builder.shape(logits)));
    }
    builder.output("logits", logits);
    int layer = unflattened(builder, logits);
    Operator head = builder.node(layer).operator();
    if (head instanceof Dense || head instanceof Convolution) {
      int features = builder.node(layer).inputs().get(0);
      if (builder.shape(features).pixels() == 1) {
        builder.output("features", features);
      }
    }
    return new ClassifierGraph(new DropUnread().apply(builder.build()), scores);
  }

  private static int unflattened(GraphBuilder builder, int index) {
    int layer = index;
    while (builder.node(layer).operator() instanceof Flatten) {
      layer = builder.node(layer).inputs().get(0);
    }
    return layer;
  }
}
