package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.ConvLayer;
import io.flinkmobilenet.kernel.Filters;

/** Rows of the input through a 1×1 convolution: the expansion of a bottleneck. */
final class ExpandedRows implements RowSource {
  private final int rowInputs;
  private final TileSchedule cut;
  private final PackedMatrix product;

  ExpandedRows(int width, ConvLayer stage) {
    Filters filters = PackedMatrix.wholeVectors(stage.filters());
    rowInputs = width * filters.taps();
    cut = TileSchedule.of(width);
    product = PackedMatrix.pointwise(filters, stage.activation(), filters.taps());
  }

  @Override
  public void write(
      float[] memory, int input, int row, int rows, int output, int outputRow, int scratch) {
    int from = input + row * rowInputs;
    product.run(memory, cut, rows, from, rowInputs, output, outputRow);
  }
}
