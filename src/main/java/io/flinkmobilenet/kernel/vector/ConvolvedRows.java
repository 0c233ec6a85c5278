package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Stage;
import io.flinkmobilenet.kernel.Window;

/** Rows of a padded picture through a 3×3 convolution. */
final class ConvolvedRows implements RowSource {
  private final Cut cut;
  private final Product product;

  /** Floats from one row of windows to the next. */
  private final int rowStride;

  ConvolvedRows(Window window, PaddedPicture picture, Stage stage) {
    cut = Cut.of(window.outputWidth());
    rowStride = window.stride() * picture.rowStride();
    product =
        Product.convolution(
            stage, window.stride() * PaddedPicture.pixelStride(), picture.rowStride());
  }

  @Override
  public void write(
      float[] memory, int input, int row, int rows, int output, int outputRow, int scratch) {
    int from = input + row * rowStride;
    product.run(memory, cut, rows, from, rowStride, output, outputRow);
  }
}
