package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.Kernel;
import io.flinkmobilenet.kernel.Stage;
import java.util.Arrays;

/** Rows of the input through a 1×1 convolution: the expansion of a bottleneck. */
final class ExpandedRows implements RowSource {
  private final int rowInputs;
  private final Cut cut;
  private final Product product;

  ExpandedRows(int width, Stage stage) {
    Filters filters = stage.filters();
    int channels = Lanes.wholeVectors(filters.count());
    rowInputs = width * filters.taps();
    cut = Cut.of(width);
    product =
        new Product(
            new Filters(
                channels,
                filters.taps(),
                Arrays.copyOf(filters.weights(), channels * filters.taps()),
                Arrays.copyOf(filters.bias(), channels)),
            stage.activation(),
            filters.taps());
  }

  @Override
  public void write(float[] memory, int input, int row, int rows, int output, int outputRow) {
    int from = input + row * rowInputs;
    product.run(memory, cut, rows, from, rowInputs, Kernel.NO_RESIDUAL, output, outputRow);
  }
}
