package io.flinkmobilenet.peers;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Concatenation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Epilogue;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.graph.Pool;

/** Says whether no value of a map is below 0, so that zeros around it do not change its maxima. */
final class Positive {
  private Positive() {}

  static boolean at(Graph graph, int index) {
    Node node = graph.nodes().get(index);
    if (node.operator() instanceof Activation activation) {
      return positive(activation);
    } else if (node.operator() instanceof Convolution convolution) {
      Epilogue epilogue = convolution.epilogue();
      boolean last = epilogue.addition() != Epilogue.Addition.AFTER_ACTIVATION;
      return last && positive(epilogue.activation());
    } else if (node.operator() instanceof Concatenation || node.operator() instanceof Pool) {
      return node.inputs().stream().allMatch(input -> at(graph, input));
    }
    return false;
  }

  private static boolean positive(Activation activation) {
    return switch (activation.kind()) {
      case RELU, RELU6, SIGMOID -> true;
      default -> false;
    };
  }
}
