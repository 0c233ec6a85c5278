package io.flinkmobilenet.graph;

/**
 * Windows of a convolution or a pool over a map. Tap (i, j) of output (y, x) reads the input at row
 * {@code y · strideY − top + i · dilationY} and column {@code x · strideX − left + j · dilationX};
 * positions outside the input are padding.
 *
 * @param height rows of the window
 * @param width columns of the window
 * @param strideY rows from one window to the next
 * @param strideX columns from one window to the next
 * @param dilationY rows from one tap to the next
 * @param dilationX columns from one tap to the next
 * @param top padding rows above the input
 * @param left padding columns left of the input
 * @param bottom padding rows below the input
 * @param right padding columns right of the input
 */
public record Window(
    int height,
    int width,
    int strideY,
    int strideX,
    int dilationY,
    int dilationX,
    int top,
    int left,
    int bottom,
    int right) {
  /** Returns square windows that touch every pixel, without padding. */
  public static Window of(int size) {
    return of(size, size);
  }

  /** Returns windows with stride 1, without dilation and padding. */
  public static Window of(int height, int width) {
    return new Window(height, width, 1, 1, 1, 1, 0, 0, 0, 0);
  }

  /** Returns the same windows with another stride in both directions. */
  public Window stride(int stride) {
    return stride(stride, stride);
  }

  /** Returns the same windows with other strides. */
  public Window stride(int y, int x) {
    return new Window(height, width, y, x, dilationY, dilationX, top, left, bottom, right);
  }

  /** Returns the same windows with other dilations. */
  public Window dilation(int y, int x) {
    return new Window(height, width, strideY, strideX, y, x, top, left, bottom, right);
  }

  /** Returns the same windows with the same padding on every side. */
  public Window padding(int padding) {
    return padding(padding, padding, padding, padding);
  }

  /** Returns the same windows with other paddings. */
  public Window padding(int above, int before, int below, int after) {
    return new Window(
        height, width, strideY, strideX, dilationY, dilationX, above, before, below, after);
  }

  /**
   * Returns the same windows with as much padding as outputs of ⌈extent / stride⌉ need; if that is
   * odd, the larger part is at the bottom and on the right.
   *
   * @see <a href="https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2">SAME</a>
   */
  public Window samePadding(FeatureShape input) {
    int rows = same(input.height(), strideY, reachY());
    int columns = same(input.width(), strideX, reachX());
    return padding(rows / 2, columns / 2, rows - rows / 2, columns - columns / 2);
  }

  private static int same(int input, int stride, long reach) {
    long last = (input - 1) / stride * (long) stride;
    return Math.toIntExact(Math.max(last + reach - input, 0));
  }

  /** Returns whether there is padding on any side. */
  public boolean padded() {
    return top > 0 || left > 0 || bottom > 0 || right > 0;
  }

  /** Returns whether there is one window of one pixel per pixel. */
  public boolean plainPoint() {
    boolean point = height == 1 && width == 1 && strideY == 1 && strideX == 1;
    return point && !padded();
  }

  /** Returns whether this is 3×3 with one stride of 1 or 2 and padding of at most 1 on a side. */
  public boolean small() {
    return height == 3 && odd();
  }

  /**
   * Returns whether this is 3×3, 5×5 or 7×7 without dilation, with one stride of 1 or 2 and padding
   * on no side beyond the middle of the window.
   */
  public boolean odd() {
    boolean size = height == width && (height == 3 || height == 5 || height == 7);
    boolean steps = strideY == strideX && strideY <= 2 && dilationY == 1 && dilationX == 1;
    int most = Math.max(Math.max(top, bottom), Math.max(left, right));
    return size && steps && most <= height / 2;
  }

  /** Returns the number of taps. */
  public int taps() {
    return height * width;
  }

  /** Returns the number of rows from the first tap to the last, both of them counted. */
  public long reachY() {
    return (height - 1L) * dilationY + 1;
  }

  /** Returns the number of columns from the first tap to the last, both of them counted. */
  public long reachX() {
    return (width - 1L) * dilationX + 1;
  }

  /** Checks all numbers and returns the shape of the output. */
  FeatureShape over(FeatureShape input, int channels, boolean ceiling) {
    check("window height", height, 1);
    check("window width", width, 1);
    check("stride", strideY, 1);
    check("stride", strideX, 1);
    check("dilation", dilationY, 1);
    check("dilation", dilationX, 1);
    check("padding", top, 0);
    check("padding", left, 0);
    check("padding", bottom, 0);
    check("padding", right, 0);
    return new FeatureShape(
        outputs("rows", input.height(), reachY(), strideY, top, bottom, ceiling),
        outputs("columns", input.width(), reachX(), strideX, left, right, ceiling),
        channels);
  }

  private static void check(String what, int found, int least) {
    Expect.range(what, found, least, Expect.MAX_EXTENT);
  }

  private static int outputs(
      String what, int input, long reach, int stride, int before, int after, boolean ceiling) {
    long free = (long) input + before + after - reach;
    if (free < 0) {
      throw Expect.refusal(what, "at least " + reach + " with padding", free + reach);
    }
    long outputs = (ceiling ? (free + stride - 1) / stride : free / stride) + 1;
    // As in PyTorch, no window may start in the padding after the input.
    return (int)
        (ceiling && (outputs - 1) * stride >= (long) input + before ? outputs - 1 : outputs);
  }

  String size() {
    return height + "×" + width;
  }
}
