package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Epilogue;
import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.kernel.ConvLayer;

/**
 * A depthwise convolution of the rows of a source, a few output rows at a time:
 *
 * <pre>
 * source ──▶ ring of padded rows ── depthwise ──▶ some rows
 * </pre>
 *
 * <p>Each row of the source is written once: rows that later windows need as well stay in the ring.
 */
final class DepthwiseRows {
  private final ConvGeometry window;

  /** Number of output rows per step. */
  private final int step;

  private final RowSource source;
  private final RowRing ring;
  private final DepthwiseRow depthwise;
  private final RowEpilogue epilogue;

  /**
   * Packs the weights.
   *
   * @param source provides the rows that the convolution reads
   * @param cache number of floats that the ring and the output of a step may take
   */
  DepthwiseRows(ConvGeometry window, ConvLayer layer, RowSource source, int cache) {
    this.window = window;
    this.source = source;
    epilogue = new RowEpilogue(Epilogue.of(layer.activation()), DepthwiseRow.activates(window));
    step = step(cache);
    ring = new RowRing(window, pixelStride(), step);
    ConvLayer sums = new ConvLayer(layer.filters(), epilogue.ofTiles());
    depthwise = DepthwiseRow.of(window, sums, ring, pixelStride());
  }

  /** Returns as many rows as fit into the cache: the weights are read once for all of them. */
  private int step(int cache) {
    int rows = 1;
    while (rows < window.outputHeight() && size(rows + 1) <= cache) {
      rows++;
    }
    return rows;
  }

  private long size(int rows) {
    long inputRow = (long) window.inputWidth() * pixelStride();
    return window.reached(rows) * inputRow + (long) rows * rowStride();
  }

  /** Returns the number of output rows per step. */
  int step() {
    return step;
  }

  /** Returns the number of floats from one pixel to the next, in the input and in the output. */
  int pixelStride() {
    return source.pixelStride();
  }

  /** Returns the number of floats per output row. */
  int rowStride() {
    return window.outputWidth() * pixelStride();
  }

  /** Returns the number of floats of working memory, whose content is needed from step to step. */
  int scratch() {
    return Math.addExact(ring.size(), source.scratch());
  }

  /**
   * Computes the rows of one step; the rows above must have been computed before with the same
   * working memory.
   *
   * @param input start of the source's input
   * @param first first row
   * @param last row after the last one
   * @param output start of the first row's output
   */
  void run(float[] memory, int input, int first, int last, int output, int scratch) {
    int filled = first == 0 ? 0 : window.reached(first);
    if (first == 0) {
      ring.clearColumns(memory, scratch);
    }
    ring.fill(source, memory, input, scratch, filled, window.reached(last), scratch + ring.size());
    for (int row = first; row < last; row++) {
      int to = output + (row - first) * rowStride();
      depthwise.run(memory, scratch, row * window.stride(), to);
      epilogue.finish(memory, to, 1, rowStride(), rowStride());
    }
  }
}
