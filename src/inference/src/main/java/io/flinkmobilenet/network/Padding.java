package io.flinkmobilenet.network;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.kernel.ConvGeometry;

/** How the input of a 3×3 convolution is padded with zeros; both give outputs of the same size. */
public enum Padding {
  /**
   * As much as the windows need; if that is odd, the larger part is at the bottom and on the right.
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

  /** Returns the padding rows above, or columns left of, an input of the given extent. */
  abstract int before(int input, int stride);

  /** Returns the geometry of a convolution over a map of the given shape. */
  public ConvGeometry window(FeatureShape input, int stride) {
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
