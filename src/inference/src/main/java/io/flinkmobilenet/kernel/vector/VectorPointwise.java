package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.Kernel;

/** 1×1 convolution: a matrix product over the pixels. */
final class VectorPointwise implements Kernel {
  /** Weights with at most this many floats stay in the first-level cache with a block of pixels. */
  private static final int SMALL_WEIGHTS = 8192;

  /** Number of pixels per block, a multiple of the large tile's pixels. */
  private static final int BLOCK = 98;

  private final int pixels;
  private final int block;
  private final TileSchedule schedule;
  private final TileSchedule lastSchedule;
  private final ChannelRows rows;
  private final PackedMatrix product;
  private final RowEpilogue epilogue;

  VectorPointwise(int pixels, Filters filters, Activation activation) {
    this.pixels = pixels;
    rows = new ChannelRows(filters.count());
    // With small weights, all channels of some pixels are computed at a time, so that the maps pass
    // through the cache once. With large weights, all pixels of some channels are computed at a
    // time, so that the weights pass through the cache once. If the sums are activated afterwards,
    // they have to be in the cache then.
    epilogue = RowEpilogue.of(activation);
    int large = epilogue.inTiles() ? pixels : FinishedPointwise.block(filters);
    block = Math.min(pixels, filters.size() <= SMALL_WEIGHTS ? BLOCK : large);
    schedule = TileSchedule.of(block);
    lastSchedule = TileSchedule.of((pixels - 1) % block + 1);
    product =
        PackedMatrix.pointwise(rows.atLeastAVector(filters), epilogue.ofTiles(), filters.taps());
  }

  @Override
  public int scratch() {
    return rows.scratch(block);
  }

  @Override
  public void run(float[] memory, int input, int residual, int output, int scratch) {
    for (int first = 0; first < pixels; first += block) {
      TileSchedule now = first + block < pixels ? schedule : lastSchedule;
      int from = input + first * product.inputStride;
      rows.run(product, memory, now, from, first, residual, output, scratch);
      int count = now.pixels() * rows.channels();
      epilogue.finish(memory, output + first * rows.channels(), 1, count, count);
    }
  }
}
