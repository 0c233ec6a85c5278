package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.kernel.ConvLayer;

/** Rows of a padded picture through a 3×3 convolution. */
final class ConvolvedRows implements RowSource {
  private final TileSchedule cut;
  private final PackedMatrix product;

  /** Floats from one row of windows to the next. */
  private final int rowStride;

  ConvolvedRows(ConvGeometry window, PaddedImage picture, ConvLayer stage) {
    cut = TileSchedule.of(window.outputWidth());
    rowStride = window.stride() * picture.rowStride();
    product =
        PackedMatrix.convolution(
            stage, window.stride() * PaddedImage.pixelStride(), picture.rowStride());
  }

  @Override
  public void write(
      float[] memory, int input, int row, int rows, int output, int outputRow, int scratch) {
    int from = input + row * rowStride;
    product.run(memory, cut, rows, from, rowStride, output, outputRow);
  }
}
