package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.kernel.ConvLayer;

/** Rows of a padded image after a 3×3 convolution. */
final class ConvolvedRows implements RowSource {
  private final int rowOutputs;
  private final RowEpilogue epilogue;
  private final TileSchedule schedule;
  private final PackedMatrix product;

  /** Number of floats from one row of windows to the next. */
  private final int rowStride;

  ConvolvedRows(ConvGeometry window, PaddedImage image, ConvLayer layer) {
    rowOutputs = window.outputWidth() * layer.filters().count();
    epilogue = RowEpilogue.of(layer.activation());
    schedule = TileSchedule.of(window.outputWidth());
    rowStride = window.stride() * image.rowStride();
    product =
        PackedMatrix.convolution(
            new ConvLayer(layer.filters(), epilogue.ofTiles()),
            window.stride() * PaddedImage.pixelStride(),
            image.rowStride());
  }

  @Override
  public int pixelStride() {
    return product.outputStride;
  }

  @Override
  public void write(
      float[] memory, int input, int row, int rows, int output, int outputRow, int scratch) {
    int from = input + row * rowStride;
    product.run(memory, schedule, rows, from, rowStride, output, outputRow);
    epilogue.finish(memory, output, rows, rowOutputs, outputRow);
  }
}
