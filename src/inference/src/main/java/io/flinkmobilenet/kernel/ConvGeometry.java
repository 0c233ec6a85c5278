package io.flinkmobilenet.kernel;

/**
 * Geometry of a 3×3 convolution with padding: the positions of its windows on the input.
 *
 * <p>Output (y, x) covers the input rows {@code y * stride - top} to {@code y * stride - top + 2},
 * and the columns accordingly with {@code left}; positions outside the input are padding.
 *
 * @param inputHeight rows of the input
 * @param inputWidth columns of the input
 * @param stride step between windows, the same in both directions
 * @param top padding rows above the input
 * @param left padding columns left of the input
 * @param outputHeight rows of the output
 * @param outputWidth columns of the output
 */
public record ConvGeometry(
    int inputHeight,
    int inputWidth,
    int stride,
    int top,
    int left,
    int outputHeight,
    int outputWidth) {
  /** Rows and columns of the window. */
  public static final int SIZE = 3;

  /** Checks that every window touches the input. */
  public ConvGeometry {
    check("rows", inputHeight, stride, top, outputHeight);
    check("columns", inputWidth, stride, left, outputWidth);
  }

  private static void check(String what, int input, int stride, int before, int output) {
    boolean valid =
        input >= 1
            && output >= 1
            && (stride == 1 || stride == 2)
            && (before == 0 || before == 1)
            && (output - 1L) * stride - before < input;
    if (!valid) {
      throw new IllegalArgumentException(
          "window over %d input and %d output %s, stride %d, padding %d"
              .formatted(input, output, what, stride, before));
    }
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
