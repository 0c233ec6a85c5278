package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Bottleneck;
import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.kernel.Kernel;

/**
 * A depthwise convolution with the expansion before it, if there is one, and without a projection
 * after it, a few output rows at a time.
 */
final class VectorDepthwise implements Kernel {
  private final ConvGeometry window;
  private final int channels;
  private final DepthwiseRows rows;

  /**
   * Creates a convolution that reads the output of another step.
   *
   * @param source provides the rows that it reads
   */
  VectorDepthwise(Bottleneck block, RowSource source) {
    window = block.window();
    channels = block.outputs();
    rows = new DepthwiseRows(window, block.depthwise(), source, VectorBottleneck.CACHE);
  }

  /** Whether the rows have gaps between pixels, which the output has not. */
  private boolean gaps() {
    return rows.pixelStride() != channels;
  }

  @Override
  public int scratch() {
    int written = gaps() ? Math.multiplyExact(rows.step(), rows.rowStride()) : 0;
    return Math.addExact(written, rows.scratch());
  }

  @Override
  public void run(float[] memory, int input, int residual, int output, int scratch) {
    int outputRow = window.outputWidth() * channels;
    int between = scratch + rows.scratch();
    for (int first = 0; first < window.outputHeight(); first += rows.step()) {
      int last = Math.min(first + rows.step(), window.outputHeight());
      int to = output + first * outputRow;
      rows.run(memory, input, first, last, gaps() ? between : to, scratch);
      if (gaps()) {
        int pixels = (last - first) * window.outputWidth();
        for (int pixel = 0; pixel < pixels; pixel++) {
          int from = between + pixel * rows.pixelStride();
          System.arraycopy(memory, from, memory, to + pixel * channels, channels);
        }
      }
    }
  }
}
