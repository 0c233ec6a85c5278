package io.flinkmobilenet.graph;

import java.util.List;

/** Exponentials of the channels of each pixel, divided by their sum. */
public record Softmax() implements Operator {
  @Override
  public String title() {
    return "softmax";
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    return Expect.one(inputs);
  }
}
