package io.flinkmobilenet.graph;

import java.util.List;

/**
 * Largest value or mean of each channel over all pixels.
 *
 * @param reduction largest value or mean
 */
public record GlobalPool(Reduction reduction) implements Operator {
  @Override
  public String title() {
    return "global " + (reduction == null ? "" : reduction.title() + " ") + "pool";
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    Expect.present("reduction", reduction);
    return new FeatureShape(1, 1, Expect.one(inputs).channels());
  }

  @Override
  public long steps(List<FeatureShape> inputs) {
    return inputs.get(0).elements();
  }
}
