package io.flinkmobilenet.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How many weights a layer has, by its class and settings. */
final class LayerVariables {
  private static final Set<String> KERNELS =
      Set.of(
          "Conv2D",
          "Convolution2D",
          "AtrousConvolution2D",
          "DepthwiseConv2D",
          "DepthwiseConvolution2D",
          "Dense");

  private LayerVariables() {}

  /** Returns whether a layer, or a layer of a nested model, has weights. */
  static boolean weighted(KerasLayer layer) {
    return layer
        .nested()
        .map(model -> model.leaves().stream().anyMatch(LayerVariables::weighted))
        .orElseGet(() -> trained(layer) + moving(layer) > 0);
  }

  /** Returns the number of weights that training updates by gradients. */
  static int trained(KerasLayer layer) {
    String type = layer.type();
    if (KERNELS.contains(type)) {
      return bias(layer) ? 2 : 1;
    }
    if (type.startsWith("SeparableConv")) {
      return bias(layer) ? 3 : 2;
    }
    if (type.endsWith("BatchNormalization") || type.startsWith("BatchNormalizationV")) {
      return flag(layer, "scale") + flag(layer, "center");
    }
    return type.equals("PReLU") ? 1 : 0;
  }

  /** Returns the number of weights that are counted along. */
  static int moving(KerasLayer layer) {
    String type = layer.type();
    if (type.endsWith("BatchNormalization") || type.startsWith("BatchNormalizationV")) {
      return 2;
    }
    // Mean, variance and a counter.
    return type.equals("Normalization") && !layer.config().hasNonNull("mean") ? 3 : 0;
  }

  /**
   * Returns one entry per weight: the layers in the order in which Keras lists a model's weights.
   */
  static List<KerasLayer> order(KerasModel model) {
    List<KerasLayer> trained = new ArrayList<>();
    List<KerasLayer> others = new ArrayList<>();
    order(model, true, trained, others);
    trained.addAll(others);
    return trained;
  }

  private static void order(
      KerasModel model, boolean trainable, List<KerasLayer> trained, List<KerasLayer> others) {
    for (KerasLayer layer : model.layers()) {
      boolean updated = trainable && layer.trainable();
      if (layer.nested().isPresent()) {
        order(layer.nested().get(), updated, trained, others);
      } else {
        add(layer, trained(layer), updated ? trained : others);
        add(layer, moving(layer), others);
      }
    }
  }

  private static void add(KerasLayer layer, int count, List<KerasLayer> list) {
    for (int i = 0; i < count; i++) {
      list.add(layer);
    }
  }

  private static boolean bias(KerasLayer layer) {
    String key = layer.config().hasNonNull("use_bias") ? "use_bias" : "bias";
    return layer.config().path(key).asBoolean(true);
  }

  private static int flag(KerasLayer layer, String key) {
    return layer.config().path(key).asBoolean(true) ? 1 : 0;
  }
}
