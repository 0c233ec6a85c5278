package io.flinkmobilenet.network;

import io.flinkmobilenet.graph.FeatureShape;
import java.util.List;
import java.util.stream.Collectors;

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
  static PlanStep of(List<Layer> layers) {
    return new PlanStep(
        layers.stream().map(PlanStep::name).collect(Collectors.joining(", ")),
        layers.get(0).input(),
        layers.get(layers.size() - 1).output(),
        layers.stream().mapToLong(Layer::multiplyAdds).sum());
  }

  private static String name(Layer layer) {
    if (layer instanceof Layer.Convolution) {
      return "convolution";
    }
    if (layer instanceof Layer.Depthwise) {
      return "depthwise";
    }
    if (layer instanceof Layer.Pointwise) {
      return "pointwise";
    }
    return layer instanceof Layer.Dense ? "dense" : "average pool";
  }
}
