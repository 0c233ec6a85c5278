package io.flinkmobilenet.model;

import io.flinkmobilenet.network.Layer;
import io.flinkmobilenet.network.MobileNetV2;
import io.flinkmobilenet.network.Network;
import io.flinkmobilenet.weights.NamedTensors;

/**
 * Builds the network that a model's settings describe, and checks labels and weights against it.
 */
final class NetworkCheck {
  /** Most values in a feature map: 128 MiB of floats, MobileNetV2 1.0 at about 1,000 pixels. */
  private static final int MAX_MAP_ELEMENTS = 1 << 25;

  private NetworkCheck() {}

  /**
   * Builds the network of a model.
   *
   * @param where name of the weights file in error messages
   * @throws InvalidModelException if the settings describe no network, the network is too large, or
   *     the weights do not belong to it
   */
  static Network network(CanonicalForm form, String where) throws InvalidModelException {
    requireLabels(form, where);
    Network network = build(form, where);
    for (Layer layer : network.layers()) {
      if (layer.output().elements() > MAX_MAP_ELEMENTS) {
        throw new InvalidModelException(
            "%s: feature map of %s, supported are %d values"
                .formatted(where, layer.output(), MAX_MAP_ELEMENTS));
      }
    }
    new ParameterCheck(form.weights(), form.config().batchNormalisationEpsilon(), where)
        .check(network);
    return network;
  }

  private static void requireLabels(CanonicalForm form, String where) throws InvalidModelException {
    String bias = "classifier.bias";
    NamedTensors weights = form.weights();
    int labels = form.labels().size();
    if (weights.names().contains(bias) && weights.shape(bias).elements() != labels) {
      throw new InvalidModelException(
          "%s: %s: expected one value for each of %d labels, found %d"
              .formatted(where, bias, labels, weights.shape(bias).elements()));
    }
  }

  private static Network build(CanonicalForm form, String where) throws InvalidModelException {
    try {
      Network network = MobileNetV2.network(form.config());
      // Throws here if a setting makes a parameter larger than a Java array.
      network.parameters();
      return network;
    } catch (IllegalArgumentException e) {
      throw new InvalidModelException(where + ": " + e.getMessage(), e);
    }
  }
}
