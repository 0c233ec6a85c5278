package io.flinkmobilenet.kernel;

/**
 * Geometry of a convolution with square windows and padding: the positions of its windows on the
 * input.
 *
 * <p>Output (y, x) covers {@code size} input rows from {@code y * stride - top} on, and the columns
 * accordingly with {@code left}; positions outside the input are padding.
 *
 * @param size rows and columns of the window, an odd number
 * @param inputHeight rows of the input
 * @param inputWidth columns of the input
 * @param stride step between windows, the same in both directions
 * @param top padding rows above the input
 * @param left padding columns left of the input
 * @param outputHeight rows of the output
 * @param outputWidth columns of the output
 */
public record ConvGeometry(
    int size,
    int inputHeight,
    int inputWidth,
    int stride,
    int top,
    int left,
    int outputHeight,
    int outputWidth) {
  /** Rows and columns of the usual window. */
  public static final int SIZE = 3;

  /** Checks that every window touches the input. */
  public ConvGeometry {
    check("rows", size, inputHeight, stride, top, outputHeight);
    check("columns", size, inputWidth, stride, left, outputWidth);
  }

  /** Creates the geometry of 3×3 windows. */
  public ConvGeometry(
      int inputHeight,
      int inputWidth,
      int stride,
      int top,
      int left,
      int outputHeight,
      int outputWidth) {
    this(SIZE, inputHeight, inputWidth, stride, top, left, outputHeight, outputWidth);
  }

  private static void check(String what, int size, int input, int stride, int before, int output) {
    boolean valid =
        input >= 1
            && output >= 1
            && size % 2 == 1
            && (stride == 1 || stride == 2)
            && (before >= 0 && before <= size / 2)
            && (output - 1L) * stride - before < input;
    if (!valid) {
      throw new IllegalArgumentException(
          "window of %d over %d input and %d output %s, stride %d, padding %d"
              .formatted(size, input, output, what, stride, before));
    }
  }

  /** Returns the number of taps of a window. */
  public int taps() {
    return size * size;
  }

  /** Returns the number of input rows that consecutive rows of windows cover. */
  public int reached(int rows) {
    return (rows - 1) * stride + size;
  }

  /** Returns the number of input pixels. */
  public int inputPixels() {
    return inputHeight * inputWidth;
  }

  /** Returns the number of output pixels. */
  public int outputPixels() {
    return outputHeight * outputWidth;
  }
}
