package io.flinkmobilenet.network;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.ConvolutionChain;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.Epilogue;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.graph.Reduction;
import java.util.ArrayList;
import java.util.List;

/**
 * Description of one step of a plan: one layer, or several fused layers.
 *
 * @param operator names of its layers: {@code pointwise}, {@code pointwise, depthwise, pointwise}
 * @param input shape of the input
 * @param output shape of the output
 * @param multiplyAdds multiplications with a weight per image
 */
public record PlanStep(
    String operator, FeatureShape input, FeatureShape output, long multiplyAdds) {
  static PlanStep of(Graph graph, Node node) {
    if (node.inputs().isEmpty()) {
      return new PlanStep("normalisation", node.shape(), node.shape(), 0);
    }
    List<FeatureShape> inputs = graph.inputShapes(node);
    return new PlanStep(
        String.join(", ", names(node.operator(), inputs.get(0))),
        inputs.get(0),
        node.shape(),
        node.operator().multiplyAdds(inputs));
  }

  private static List<String> names(Operator operator, FeatureShape input) {
    if (operator instanceof ConvolutionChain chain) {
      List<FeatureShape> read = chain.read(input);
      List<String> names = new ArrayList<>();
      for (int i = 0; i < read.size(); i++) {
        names.add(name(chain.layers().get(i), read.get(i)));
      }
      return names;
    }
    return List.of(operator instanceof Convolution layer ? name(layer, input) : name(operator));
  }

  /**
   * Returns the operators of a node with the activations and additions that are fused with them:
   * {@code pointwise + add + relu}.
   */
  static String explain(Graph graph, Node node) {
    if (node.inputs().isEmpty()) {
      return "normalisation";
    }
    FeatureShape input = graph.inputShapes(node).get(0);
    if (node.operator() instanceof ConvolutionChain chain) {
      List<FeatureShape> read = chain.read(input);
      List<String> layers = new ArrayList<>();
      for (int i = 0; i < read.size(); i++) {
        Convolution layer = chain.layers().get(i);
        layers.add(name(layer, read.get(i)) + fused(layer.epilogue()));
      }
      return String.join(", ", layers);
    } else if (node.operator() instanceof Convolution layer) {
      return name(layer, input) + fused(layer.epilogue());
    } else if (node.operator() instanceof Dense layer) {
      return name(layer) + fused(layer.epilogue());
    }
    return name(node.operator());
  }

  private static String fused(Epilogue epilogue) {
    Activation activation = epilogue.activation();
    String activated = activation.linear() ? "" : " + " + activation.title();
    return switch (epilogue.addition()) {
      case NONE -> activated;
      case BEFORE_ACTIVATION -> " + add" + activated;
      case AFTER_ACTIVATION -> activated + " + add";
    };
  }

  private static String name(Convolution layer, FeatureShape input) {
    if (layer.depthwise(input)) {
      return "depthwise";
    }
    return layer.pointwise() ? "pointwise" : "convolution";
  }

  private static String name(Operator operator) {
    boolean mean = operator instanceof GlobalPool pool && pool.reduction() == Reduction.AVERAGE;
    return mean ? "average pool" : operator.title();
  }
}
