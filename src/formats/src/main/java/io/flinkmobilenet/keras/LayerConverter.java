package io.flinkmobilenet.keras;

import io.flinkmobilenet.weights.WeightsException;

/** Adds the nodes of one kind of layer to a graph. */
@FunctionalInterface
interface LayerConverter {
  /**
   * Converts one call of a layer.
   *
   * @throws WeightsException if the layer is not supported, or its weights do not fit
   */
  LayerValue convert(LayerContext call) throws WeightsException;
}
