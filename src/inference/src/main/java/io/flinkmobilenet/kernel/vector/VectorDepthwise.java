package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.kernel.ConvLayer;
import io.flinkmobilenet.kernel.Kernel;

/** A depthwise convolution that is not part of a bottleneck, row by row. */
final class VectorDepthwise implements Kernel {
  private final ConvGeometry window;
  private final int count;
  private final RowSource source;
  private final RowRing ring;
  private final DepthwiseRow depthwise;

  VectorDepthwise(ConvGeometry window, ConvLayer layer) {
    this.window = window;
    count = layer.filters().count();
    source = new CopiedRows(window.inputWidth(), count);
    depthwise = new DepthwiseRow(window, layer, source.pixelStride());
    ring = new RowRing(window, depthwise.pixelStride(), 1);
  }

  @Override
  public int scratch() {
    return Math.addExact(
        ring.size(), Math.multiplyExact(window.outputWidth(), depthwise.pixelStride()));
  }

  @Override
  public void run(float[] memory, int input, int residual, int output, int scratch) {
    int row = scratch + ring.size();
    ring.clearColumns(memory, scratch);
    int filled = 0;
    for (int y = 0; y < window.outputHeight(); y++) {
      int top = y * window.stride();
      ring.fill(source, memory, input, scratch, filled, top + ConvGeometry.SIZE, row);
      filled = top + ConvGeometry.SIZE;
      depthwise.run(
          memory,
          ring.row(scratch, top),
          ring.row(scratch, top + 1),
          ring.row(scratch, top + 2),
          row);
      int out = output + y * window.outputWidth() * count;
      for (int x = 0; x < window.outputWidth(); x++) {
        System.arraycopy(memory, row + x * depthwise.pixelStride(), memory, out + x * count, count);
      }
    }
  }
}
