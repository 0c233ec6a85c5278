package io.flinkmobilenet.peers;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Window;

/**
 * The padding that the windows of an operator really read, and its form in TensorFlow Lite: SAME,
 * VALID, or an operator PAD before a VALID one.
 *
 * @param top rows above the map
 * @param left columns left of the map
 * @param bottom rows below the map that a window reads
 * @param right columns right of the map that a window reads
 * @param same whether SAME pads in the same way
 */
record TfLitePadding(int top, int left, int bottom, int right, boolean same) {
  private static final int SAME = 0;
  private static final int VALID = 1;

  static TfLitePadding of(Window window, FeatureShape in, FeatureShape out) {
    int bottom = after(out.height(), window.strideY(), window.reachY(), in.height(), window.top());
    int right = after(out.width(), window.strideX(), window.reachX(), in.width(), window.left());
    Window same = window.samePadding(in);
    boolean extents =
        covers(out.height(), window.strideY(), window.reachY(), in.height())
            && covers(out.width(), window.strideX(), window.reachX(), in.width());
    boolean paddings =
        same.equals(window.padding(window.top(), window.left(), bottom, right)) && extents;
    return new TfLitePadding(window.top(), window.left(), bottom, right, paddings);
  }

  private static int after(int outputs, int stride, long reach, int inputs, int before) {
    return (int) Math.max(0, (outputs - 1L) * stride + reach - inputs - before);
  }

  /**
   * Returns whether there are as many windows as SAME has. XNNPACK computes other values for SAME
   * if the last window ends before the map does.
   */
  private static boolean covers(int outputs, int stride, long reach, int inputs) {
    return outputs == (inputs - 1) / stride + 1 && (outputs - 1L) * stride + reach >= inputs;
  }

  boolean none() {
    return top == 0 && left == 0 && bottom == 0 && right == 0;
  }

  /** Returns whether the operator needs PAD before it. */
  boolean separate() {
    return !none() && !same;
  }

  /** Returns the number of the padding in the operator's options. */
  int code() {
    return none() || !same ? VALID : SAME;
  }

  /** Returns the paddings of the four axes, each before and after. */
  int[] axes() {
    return new int[] {0, 0, top, bottom, left, right, 0, 0};
  }

  /** Returns the shape of the padded map. */
  FeatureShape padded(FeatureShape in) {
    return new FeatureShape(top + in.height() + bottom, left + in.width() + right, in.channels());
  }
}
