package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.ConvLayer;
import io.flinkmobilenet.kernel.Filters;

/** Rows of the input after a 1×1 convolution: the expansion of a bottleneck. */
final class ExpandedRows implements RowSource {
  private final int rowInputs;
  private final int rowOutputs;
  private final RowEpilogue epilogue;
  private final TileSchedule schedule;
  private final PackedMatrix product;

  ExpandedRows(int width, ConvLayer layer) {
    Filters filters = PackedMatrix.wholeVectors(layer.filters());
    rowInputs = width * filters.taps();
    rowOutputs = width * filters.count();
    epilogue = RowEpilogue.of(layer.activation());
    schedule = TileSchedule.of(width);
    product = PackedMatrix.pointwise(filters, epilogue.ofTiles(), filters.taps());
  }

  @Override
  public int pixelStride() {
    return product.outputStride;
  }

  @Override
  public void write(
      float[] memory, int input, int row, int rows, int output, int outputRow, int scratch) {
    int from = input + row * rowInputs;
    product.run(memory, schedule, rows, from, rowInputs, output, outputRow);
    epilogue.finish(memory, output, rows, rowOutputs, outputRow);
  }
}
