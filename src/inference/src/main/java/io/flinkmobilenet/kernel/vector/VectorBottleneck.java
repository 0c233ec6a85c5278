package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Bottleneck;
import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.kernel.ConvLayer;
import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.Kernel;

/**
 * Computes a bottleneck a few output rows at a time, so that the data between its layers never
 * leaves the second-level cache:
 *
 * <pre>
 * input rows ── expand ──▶ ring of padded rows ── depthwise ──▶ some rows ── project ──▶ output rows
 * </pre>
 *
 * <p>Each expanded row is computed once: rows that later windows need as well stay in the ring.
 */
final class VectorBottleneck implements Kernel {
  /**
   * Number of floats that the ring and the depthwise output may take: a quarter of a second-level
   * cache of 1 MiB, which leaves space for the weights.
   */
  private static final int CACHE = 1 << 16;

  /** The same if the weights do not stay there: then they are read for twice as many rows. */
  private static final int LARGE_CACHE = 2 * CACHE;

  /** The same for a bottleneck that is computed together with the next one. */
  private static final int SHARED_CACHE = CACHE / 2;

  /** Projections with as many weights do not stay in the second-level cache. */
  private static final int LARGE_WEIGHTS = 1 << 19;

  private final ConvGeometry window;

  /** Number of output rows per step. */
  private final int step;

  private final RowSource source;
  private final RowRing ring;
  private final DepthwiseRow depthwise;
  private final PackedMatrix project;
  private final ChannelRows channels;
  private final int outputStride;

  /** Schedules of the pixels, indexed by the number of rows. */
  private final TileSchedule[] schedules;

  VectorBottleneck(Bottleneck block) {
    this(block, source(block));
  }

  /**
   * Creates a bottleneck that reads the output of another step.
   *
   * @param source provides the rows that the depthwise convolution reads
   */
  VectorBottleneck(Bottleneck block, RowSource source) {
    this(
        block,
        source,
        new ChannelRows(block.project().filters().count()),
        block.project().filters().count(),
        block.project().filters().size() >= LARGE_WEIGHTS ? LARGE_CACHE : CACHE);
  }

  private VectorBottleneck(
      Bottleneck block, RowSource source, ChannelRows channels, int outputStride, int cache) {
    this.source = source;
    this.channels = channels;
    this.outputStride = outputStride;
    window = block.window();
    depthwise = new DepthwiseRow(window, block.depthwise(), source.pixelStride());
    step = step(cache);
    ring = new RowRing(window, depthwise.pixelStride(), step);
    Filters filters = channels.atLeastAVector(block.project().filters());
    project =
        PackedMatrix.pointwise(
            filters,
            block.project().activation(),
            depthwise.pixelStride(),
            Math.max(outputStride, filters.count()));
    schedules = new TileSchedule[step + 1];
    for (int rows = 1; rows <= step; rows++) {
      schedules[rows] = TileSchedule.of(rows * window.outputWidth());
    }
  }

  /**
   * Returns a bottleneck whose output has the layout that a depthwise convolution reads, and which
   * shares the cache with the one that follows it.
   *
   * @param source provides the rows that the depthwise convolution reads
   */
  static VectorBottleneck beforeDepthwise(Bottleneck block, RowSource source) {
    Filters filters = PackedMatrix.wholeVectors(block.project().filters());
    Bottleneck whole =
        new Bottleneck(
            block.expand(),
            block.window(),
            block.depthwise(),
            new ConvLayer(filters, block.project().activation()));
    return new VectorBottleneck(
        whole,
        source,
        new ChannelRows(filters.count()),
        CopiedRows.pixelStride(filters.count()),
        SHARED_CACHE);
  }

  /** Returns a source that computes the rows from the bottleneck's input. */
  static RowSource source(Bottleneck block) {
    int width = block.window().inputWidth();
    return block.expand().isPresent()
        ? new ExpandedRows(width, block.expand().get())
        : new CopiedRows(width, block.depthwise().filters().count());
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
    long inputRow = (long) window.inputWidth() * depthwise.pixelStride();
    long outputRow = (long) window.outputWidth() * depthwise.pixelStride();
    return ((rows - 1L) * window.stride() + ConvGeometry.SIZE) * inputRow + rows * outputRow;
  }

  /** Returns the number of floats from one pixel of the output to the next. */
  int outputStride() {
    return outputStride;
  }

  /** Returns the number of floats per output row. */
  int outputRow() {
    return window.outputWidth() * outputStride;
  }

  @Override
  public int scratch() {
    int pixels = step * window.outputWidth();
    int own = Math.addExact(ring.size(), Math.multiplyExact(pixels, depthwise.pixelStride()));
    return Math.addExact(Math.addExact(own, channels.scratch(pixels)), source.scratch());
  }

  @Override
  public void run(float[] memory, int input, int residual, int output, int scratch) {
    run(memory, input, 0, window.outputHeight(), residual, output, outputRow(), scratch);
  }

  /**
   * Computes output rows; the rows above must have been computed before with the same working
   * memory.
   *
   * @param first first row
   * @param last row after the last one
   * @param residual start of the first row's residual, or {@link #NO_RESIDUAL}
   * @param output start of the first row's output
   * @param outputRow number of floats from one row's output to the next one's
   */
  void run(
      float[] memory,
      int input,
      int first,
      int last,
      int residual,
      int output,
      int outputRow,
      int scratch) {
    int rows = scratch + ring.size();
    int narrow = rows + step * rowStride();
    int beneath = narrow + channels.scratch(step * window.outputWidth());
    int filled = 0;
    if (first == 0) {
      ring.clearColumns(memory, scratch);
    } else {
      filled = reached(first);
    }
    for (int y = first; y < last; y += step) {
      int end = Math.min(y + step, last);
      ring.fill(source, memory, input, scratch, filled, reached(end), beneath);
      filled = reached(end);
      for (int row = y; row < end; row++) {
        convolve(memory, row, scratch, rows + (row - y) * rowStride());
      }
      if (outputRow == window.outputWidth() * channels.channels()) {
        int pixel = (y - first) * window.outputWidth();
        channels.run(project, memory, schedules[end - y], rows, pixel, residual, output, narrow);
      } else {
        int to = output + (y - first) * outputRow;
        project.run(memory, schedules[1], end - y, rows, rowStride(), to, outputRow);
      }
    }
  }

  /** Number of rows of the padded map that the given number of rows of windows cover. */
  private int reached(int rows) {
    return (rows - 1) * window.stride() + ConvGeometry.SIZE;
  }

  private int rowStride() {
    return window.outputWidth() * depthwise.pixelStride();
  }

  private void convolve(float[] memory, int row, int from, int to) {
    int top = row * window.stride();
    depthwise.run(
        memory, ring.row(from, top), ring.row(from, top + 1), ring.row(from, top + 2), to);
  }
}
