package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Bottleneck;
import io.flinkmobilenet.kernel.Kernel;
import io.flinkmobilenet.kernel.Window;

/**
 * A bottleneck, some rows of its output at a time, so that what lies between its layers never
 * leaves the second-level cache:
 *
 * <pre>
 * input rows ── expand ──▶ ring of padded rows ── depthwise ──▶ some rows ── project ──▶ output rows
 * </pre>
 *
 * <p>Each expanded row is computed once: rows that the next windows share stay in the ring.
 */
final class VectorBottleneck implements Kernel {
  /**
   * Floats that ring and depthwise output may take: a quarter of a second-level cache of 1 MiB, so
   * that weights have room beside them.
   */
  private static final int CACHE = 1 << 16;

  private final Window window;

  /** Rows of the output at a time. */
  private final int step;

  private final RowSource source;
  private final RowRing ring;
  private final DepthwiseRow depthwise;
  private final Product project;
  private final ChannelRows channels;
  private final Cut cut;
  private final Cut lastCut;

  VectorBottleneck(Bottleneck block) {
    window = block.window();
    int expanded = block.depthwise().filters().count();
    source =
        block.expand().isPresent()
            ? new ExpandedRows(window.inputWidth(), block.expand().get())
            : new CopiedRows(window.inputWidth(), expanded);
    depthwise = new DepthwiseRow(window, block.depthwise());
    step = step();
    ring = new RowRing(window, depthwise.channels(), step);
    channels = new ChannelRows(block.project().filters().count());
    project =
        new Product(
            channels.atLeastAVector(block.project().filters()),
            block.project().activation(),
            depthwise.channels());
    cut = Cut.of(step * window.outputWidth());
    int lastRows = (window.outputHeight() - 1) % step + 1;
    lastCut = Cut.of(lastRows * window.outputWidth());
  }

  /** As many rows as the cache holds: weights are read once for all of them. */
  private int step() {
    int rows = 1;
    while (rows < window.outputHeight() && size(rows + 1) <= CACHE) {
      rows++;
    }
    return rows;
  }

  private long size(int rows) {
    long inputRow = (long) window.inputWidth() * depthwise.channels();
    long outputRow = (long) window.outputWidth() * depthwise.channels();
    return ((rows - 1L) * window.stride() + Window.SIZE) * inputRow + rows * outputRow;
  }

  @Override
  public int scratch() {
    int pixels = step * window.outputWidth();
    return Math.addExact(
        Math.addExact(ring.size(), Math.multiplyExact(pixels, depthwise.channels())),
        channels.scratch(pixels));
  }

  @Override
  public void run(float[] memory, int input, int residual, int output, int scratch) {
    int rows = scratch + ring.size();
    int narrow = rows + cut.pixels() * depthwise.channels();
    ring.clearColumns(memory, scratch);
    int filled = 0;
    for (int y = 0; y < window.outputHeight(); y += step) {
      int end = Math.min(y + step, window.outputHeight());
      int reached = (end - 1) * window.stride() + Window.SIZE;
      ring.fill(source, memory, input, scratch, filled, reached);
      filled = reached;
      for (int row = y; row < end; row++) {
        convolve(memory, row, scratch, rows + (row - y) * rowStride());
      }
      Cut pixels = end - y == step ? cut : lastCut;
      channels.run(
          project, memory, pixels, rows, y * window.outputWidth(), residual, output, narrow);
    }
  }

  private int rowStride() {
    return window.outputWidth() * depthwise.channels();
  }

  private void convolve(float[] memory, int row, int from, int to) {
    int top = row * window.stride();
    depthwise.run(
        memory, ring.row(from, top), ring.row(from, top + 1), ring.row(from, top + 2), to);
  }
}
