package io.flinkmobilenet.graph;

import java.util.List;

/**
 * Largest value or mean over as many windows as the output has pixels: with H input rows and N
 * output rows, output row y covers the input rows from ⌊y · H / N⌋ to ⌈(y + 1) · H / N⌉ − 1.
 *
 * @param reduction largest value or mean
 * @param height rows of the output
 * @param width columns of the output
 * @see <a
 *     href="https://pytorch.org/docs/stable/generated/torch.nn.AdaptiveAvgPool2d.html">AdaptiveAvgPool2d</a>
 */
public record AdaptivePool(Reduction reduction, int height, int width) implements Operator {
  @Override
  public String title() {
    return "adaptive " + (reduction == null ? "" : reduction.title() + " ") + "pool";
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    Expect.present("reduction", reduction);
    Expect.range("output height", height, 1, Expect.MAX_EXTENT);
    Expect.range("output width", width, 1, Expect.MAX_EXTENT);
    return new FeatureShape(height, width, Expect.one(inputs).channels());
  }

  /** Returns the first input position that output position {@code at} of {@code outputs} covers. */
  public static int first(int at, int inputs, int outputs) {
    return (int) ((long) at * inputs / outputs);
  }

  /** Returns the input position after the last one that the output position covers. */
  public static int end(int at, int inputs, int outputs) {
    return (int) (((at + 1L) * inputs + outputs - 1) / outputs);
  }

  @Override
  public long steps(List<FeatureShape> inputs) {
    FeatureShape input = inputs.get(0);
    long rows = input.height() / height + 2L;
    long columns = input.width() / width + 2L;
    return output(inputs).elements() * rows * columns;
  }
}
