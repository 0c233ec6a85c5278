package io.flinkmobilenet.graph;

import java.util.List;

/**
 * Largest value or mean of each window, channel by channel. Every window touches the input.
 *
 * @param reduction largest value, which ignores padding, or mean
 * @param window the windows
 * @param ceiling whether windows that only partly lie on the padded input count; none of them
 *     starts in the padding after the input
 * @param countPadding whether a mean counts padding as zeros; positions after the padding, which
 *     the ceiling mode touches, never count
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.AvgPool2d.html">AvgPool2d</a>
 */
public record Pool(Reduction reduction, Window window, boolean ceiling, boolean countPadding)
    implements Operator {
  /** Returns a pool of the largest values of all windows that lie on the padded input. */
  public static Pool max(Window window) {
    return new Pool(Reduction.MAX, window, false, false);
  }

  @Override
  public String title() {
    boolean known = reduction != null && window != null;
    return known ? reduction.title() + " pool " + window.size() : "pool";
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    Expect.present("reduction", reduction);
    Expect.present("window", window);
    FeatureShape input = Expect.one(inputs);
    FeatureShape output = window.over(input, input.channels(), ceiling);
    requireTouching(
        "row",
        input.height(),
        output.height(),
        window.height(),
        window.strideY(),
        window.dilationY(),
        window.top());
    requireTouching(
        "column",
        input.width(),
        output.width(),
        window.width(),
        window.strideX(),
        window.dilationX(),
        window.left());
    return output;
  }

  /** A window without a value of the input has no largest value. */
  private static void requireTouching(
      String what, int input, int outputs, int taps, int stride, int dilation, int before) {
    Expect.range("input " + what + "s", input, 1, Expect.MAX_EXTENT);
    for (int output = 0; output < outputs; output++) {
      long start = (long) output * stride - before;
      long skipped = start < 0 ? (-start + dilation - 1) / dilation : 0;
      if (skipped >= taps || start + skipped * dilation >= input) {
        throw Expect.refusal(
            "window of " + what + " " + output, "a position on the input", "padding only");
      }
    }
  }

  @Override
  public long steps(List<FeatureShape> inputs) {
    return (long) output(inputs).elements() * window.height() * window.width();
  }
}
