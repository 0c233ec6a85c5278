package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.Kernel;
import io.flinkmobilenet.kernel.OperatorKernel;
import io.flinkmobilenet.simd.Lanes;

/**
 * 1×1 convolution with any epilogue, which finishes some pixels while they are in the cache.
 *
 * <p>The weights pass through the cache once for each block of pixels.
 */
final class FinishedPointwise implements OperatorKernel {
  /** Number of outputs in a block: with what is added they stay in the second-level cache. */
  private static final int BLOCK = 1 << 16;

  /** The same if the weights do not stay there: then they are read for twice as many pixels. */
  private static final int LARGE_BLOCK = 2 * BLOCK;

  /** As many weights do not stay in the second-level cache. */
  private static final int LARGE_WEIGHTS = 1 << 19;

  private final int pixels;
  private final int block;
  private final TileSchedule schedule;
  private final TileSchedule lastSchedule;
  private final ChannelRows rows;
  private final int outputStride;
  private final PackedMatrix product;
  private final RowEpilogue epilogue;

  /**
   * Packs the weights.
   *
   * @param outputStride number of floats from one pixel of the output to the next
   */
  FinishedPointwise(int pixels, Filters filters, RowEpilogue epilogue, int outputStride) {
    this.pixels = pixels;
    this.outputStride = outputStride;
    this.epilogue = epilogue;
    rows = new ChannelRows(filters.count());
    block = Math.min(pixels, block(filters));
    schedule = TileSchedule.of(block);
    lastSchedule = TileSchedule.of((pixels - 1) % block + 1);
    product =
        PackedMatrix.pointwise(
            rows.atLeastAVector(filters),
            epilogue.ofTiles(),
            filters.taps(),
            Math.max(outputStride, Lanes.COUNT));
  }

  /** Returns the number of pixels whose outputs stay in the cache, a multiple of a tile's. */
  static int block(Filters filters) {
    int outputs = filters.size() >= LARGE_WEIGHTS ? LARGE_BLOCK : BLOCK;
    return Math.max(outputs / filters.count() / TileForm.MOST_PIXELS, 1) * TileForm.MOST_PIXELS;
  }

  @Override
  public int scratch() {
    return rows.scratch(block);
  }

  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    for (int first = 0; first < pixels; first += block) {
      TileSchedule now = first + block < pixels ? schedule : lastSchedule;
      int from = inputs[0] + first * product.inputStride;
      rows.run(product, memory, now, from, first, Kernel.NO_RESIDUAL, output, scratch);
      int channels = rows.channels();
      int residual = inputs.length > 1 ? inputs[1] + first * channels : Kernel.NO_RESIDUAL;
      int to = output + first * outputStride;
      epilogue.run(memory, residual, to, now.pixels(), channels, outputStride);
    }
  }
}
