package io.flinkmobilenet.graph;

import java.util.List;

/**
 * Rows and columns of one value around a map.
 *
 * @param top rows above
 * @param left columns to the left
 * @param bottom rows below
 * @param right columns to the right
 * @param value the value
 */
public record ConstantPadding(int top, int left, int bottom, int right, double value)
    implements Operator {
  @Override
  public String title() {
    return "padding";
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    Expect.range("rows above", top, 0, Expect.MAX_EXTENT);
    Expect.range("columns to the left", left, 0, Expect.MAX_EXTENT);
    Expect.range("rows below", bottom, 0, Expect.MAX_EXTENT);
    Expect.range("columns to the right", right, 0, Expect.MAX_EXTENT);
    Expect.finite("value", value);
    FeatureShape input = Expect.one(inputs);
    return new FeatureShape(
        Math.addExact(input.height(), top + bottom),
        Math.addExact(input.width(), left + right),
        input.channels());
  }
}
