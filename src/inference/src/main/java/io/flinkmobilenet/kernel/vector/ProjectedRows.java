package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Bottleneck;
import io.flinkmobilenet.kernel.Kernel;

/**
 * Rows of a bottleneck's output, written where the depthwise convolution of the next one reads
 * them.
 */
final class ProjectedRows implements RowSource {
  private final VectorBottleneck bottleneck;

  ProjectedRows(Bottleneck block, RowSource source) {
    bottleneck = VectorBottleneck.beforeDepthwise(block, source);
  }

  @Override
  public int pixelStride() {
    return bottleneck.outputStride();
  }

  @Override
  public int scratch() {
    return bottleneck.scratch();
  }

  @Override
  public void write(
      float[] memory, int input, int row, int rows, int output, int outputRow, int scratch) {
    bottleneck.run(memory, input, row, row + rows, Kernel.NO_RESIDUAL, output, outputRow, scratch);
  }
}
