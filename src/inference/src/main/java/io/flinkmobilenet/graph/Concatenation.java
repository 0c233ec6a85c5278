package io.flinkmobilenet.graph;

import java.util.List;

/** The channels of several maps of equal height and width, one map after another. */
public record Concatenation() implements Operator {
  @Override
  public String title() {
    return "concatenation";
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    Expect.that(!inputs.isEmpty(), "inputs", "at least 1", 0);
    FeatureShape first = inputs.get(0);
    long channels = 0;
    for (FeatureShape input : inputs) {
      boolean fits = input.height() == first.height() && input.width() == first.width();
      Expect.that(fits, "input", first.height() + "×" + first.width() + "×any", input);
      channels += input.channels();
    }
    Expect.that(channels <= Integer.MAX_VALUE, "channels", "fewer than 2^31", channels);
    return new FeatureShape(first.height(), first.width(), (int) channels);
  }
}
