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
 */
final class VectorBottleneck implements Kernel {
  /**
   * Number of floats that the ring and the depthwise output may take: a quarter of a second-level
   * cache of 1 MiB, which leaves space for the weights.
   */
  static final int CACHE = 1 << 16;

  /** The same if the weights do not stay there: then they are read for twice as many rows. */
  private static final int LARGE_CACHE = 2 * CACHE;

  /** The same for a bottleneck that is computed together with the next one. */
  private static final int SHARED_CACHE = CACHE / 2;

  /** Projections with as many weights do not stay in the second-level cache. */
  private static final int LARGE_WEIGHTS = 1 << 19;

  private final ConvGeometry window;
  private final DepthwiseRows depthwise;
  private final PackedMatrix project;
  private final RowEpilogue epilogue;
  private final ChannelRows channels;
  private final int outputStride;

  /** Schedules of the pixels, indexed by the number of rows. */
  private final TileSchedule[] schedules;

  private VectorBottleneck(
      Bottleneck block, ConvLayer last, RowSource source, int outputStride, int cache) {
    this.outputStride = outputStride;
    window = block.window();
    channels = new ChannelRows(last.filters().count());
    epilogue = RowEpilogue.of(last.activation());
    depthwise = new DepthwiseRows(window, block.depthwise(), source, cache);
    Filters filters = channels.atLeastAVector(last.filters());
    project =
        PackedMatrix.pointwise(
            filters,
            epilogue.ofTiles(),
            depthwise.pixelStride(),
            Math.max(outputStride, filters.count()));
    schedules = new TileSchedule[depthwise.step() + 1];
    for (int rows = 1; rows < schedules.length; rows++) {
      schedules[rows] = TileSchedule.of(rows * window.outputWidth());
    }
  }

  /** Returns the kernel of a bottleneck. */
  static Kernel of(Bottleneck block) {
    return of(block, source(block));
  }

  /**
   * Returns the kernel of a bottleneck that reads the output of another step.
   *
   * @param source provides the rows that the depthwise convolution reads
   */
  static Kernel of(Bottleneck block, RowSource source) {
    return block.project().isPresent()
        ? projecting(block, source)
        : new VectorDepthwise(block, source);
  }

  /**
   * Returns a bottleneck with a projection that reads the output of another step.
   *
   * @param source provides the rows that the depthwise convolution reads
   */
  static VectorBottleneck projecting(Bottleneck block, RowSource source) {
    ConvLayer last = block.project().orElseThrow();
    int cache = last.filters().size() >= LARGE_WEIGHTS ? LARGE_CACHE : CACHE;
    return new VectorBottleneck(block, last, source, last.filters().count(), cache);
  }

  /**
   * Returns a bottleneck whose output has the layout that a depthwise convolution reads, and which
   * shares the cache with the one that follows it.
   *
   * @param source provides the rows that the depthwise convolution reads
   */
  static VectorBottleneck beforeDepthwise(Bottleneck block, RowSource source) {
    ConvLayer last = block.project().orElseThrow();
    Filters filters = PackedMatrix.wholeVectors(last.filters());
    return new VectorBottleneck(
        block,
        new ConvLayer(filters, last.activation()),
        source,
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
    int written = Math.multiplyExact(depthwise.step(), depthwise.rowStride());
    int narrow = channels.scratch(depthwise.step() * window.outputWidth());
    return Math.addExact(Math.addExact(written, narrow), depthwise.scratch());
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
    int rows = scratch + depthwise.scratch();
    int narrow = rows + depthwise.step() * depthwise.rowStride();
    for (int y = first; y < last; y += depthwise.step()) {
      int end = Math.min(y + depthwise.step(), last);
      depthwise.run(memory, input, y, end, rows, scratch);
      int to = output + (y - first) * outputRow;
      if (outputRow == window.outputWidth() * channels.channels()) {
        int pixel = (y - first) * window.outputWidth();
        channels.run(project, memory, schedules[end - y], rows, pixel, residual, output, narrow);
      } else {
        int inputRow = depthwise.rowStride();
        project.run(memory, schedules[1], end - y, rows, inputRow, to, outputRow);
      }
      epilogue.finish(memory, to, end - y, Math.min(outputRow, outputRow()), outputRow);
    }
  }
}
