package io.flinkmobilenet.network;

import io.flinkmobilenet.kernel.ConvGeometry;

/** How zeros are put around the input of a 3×3 convolution; the output is the same size in both. */
public enum Padding {
  /**
   * As much as the windows need, the odd row and column at the bottom and on the right.
   *
   * @see <a href="https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2">SAME</a>
   */
  TENSORFLOW {
    @Override
    int before(int input, int stride) {
      int windows = outputs(input, stride);
      return Math.max((windows - 1) * stride + ConvGeometry.SIZE - input, 0) / 2;
    }
  },
  /** One row and one column on every side, as PyTorch does. */
  SYMMETRIC {
    @Override
    int before(int input, int stride) {
      return 1;
    }
  };

  /** Padding rows above, or columns left of, an input of the given extent. */
  abstract int before(int input, int stride);

  /** The window over a map of the given shape. */
  ConvGeometry window(FeatureShape input, int stride) {
    return new ConvGeometry(
        input.height(),
        input.width(),
        stride,
        before(input.height(), stride),
        before(input.width(), stride),
        outputs(input.height(), stride),
        outputs(input.width(), stride));
  }

  private static int outputs(int input, int stride) {
    return (input - 1) / stride + 1;
  }
}
