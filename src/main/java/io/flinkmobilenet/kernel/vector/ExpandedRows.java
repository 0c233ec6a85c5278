package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.Stage;

/** Rows of the input through a 1×1 convolution: the expansion of a bottleneck. */
final class ExpandedRows implements RowSource {
  private final int rowInputs;
  private final Cut cut;
  private final Product product;

  ExpandedRows(int width, Stage stage) {
    Filters filters = Product.wholeVectors(stage.filters());
    rowInputs = width * filters.taps();
    cut = Cut.of(width);
    product = Product.pointwise(filters, stage.activation(), filters.taps());
  }

  @Override
  public void write(
      float[] memory, int input, int row, int rows, int output, int outputRow, int scratch) {
    int from = input + row * rowInputs;
    product.run(memory, cut, rows, from, rowInputs, output, outputRow);
  }
}
