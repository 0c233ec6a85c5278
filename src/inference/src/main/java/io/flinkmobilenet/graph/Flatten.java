package io.flinkmobilenet.graph;

import java.util.List;

/**
 * All values of a map as the channels of one pixel.
 *
 * @param order order of the values
 */
public record Flatten(Order order) implements Operator {
  /** The orders in which frameworks keep the values of a map. */
  public enum Order {
    /** {@code [C][H][W]}, as in PyTorch and ONNX. */
    CHANNELS_FIRST,
    /** {@code [H][W][C]}, as in TensorFlow. */
    CHANNELS_LAST
  }

  @Override
  public String title() {
    return "flatten";
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    Expect.present("order", order);
    return new FeatureShape(1, 1, Expect.one(inputs).elements());
  }
}
