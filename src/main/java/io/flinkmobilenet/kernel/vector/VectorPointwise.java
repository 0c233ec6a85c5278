package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Activation;
import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.Kernel;

/** 1×1 convolution: a matrix product over the pixels. */
final class VectorPointwise implements Kernel {
  /** Weights up to this many floats stay in the first-level cache beside a block of pixels. */
  private static final int SMALL_WEIGHTS = 8192;

  /** A multiple of the large tiles' pixels. */
  private static final int BLOCK = 98;

  private final int pixels;
  private final int block;
  private final TileSchedule cut;
  private final TileSchedule lastCut;
  private final ChannelRows rows;
  private final PackedMatrix product;

  VectorPointwise(int pixels, Filters filters, Activation activation) {
    this.pixels = pixels;
    rows = new ChannelRows(filters.count());
    // Small weights: all channels of some pixels, so that maps stream through the cache once. Large
    // weights: all pixels of some channels, so that the weights do.
    block = Math.min(pixels, filters.weights().length <= SMALL_WEIGHTS ? BLOCK : pixels);
    cut = TileSchedule.of(block);
    lastCut = TileSchedule.of((pixels - 1) % block + 1);
    product = PackedMatrix.pointwise(rows.atLeastAVector(filters), activation, filters.taps());
  }

  @Override
  public int scratch() {
    return rows.scratch(block);
  }

  @Override
  public void run(float[] memory, int input, int residual, int output, int scratch) {
    for (int first = 0; first < pixels; first += block) {
      rows.run(
          product,
          memory,
          first + block < pixels ? cut : lastCut,
          input + first * product.inputStride,
          first,
          residual,
          output,
          scratch);
    }
  }
}
