package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Activation;
import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.Kernel;

/** 1×1 convolution of at least one vector of channels: a matrix product over the pixels. */
final class VectorPointwise implements Kernel {
  /** Weights up to this many floats stay in the first-level cache beside a block of pixels. */
  private static final int SMALL_WEIGHTS = 8192;

  /** A multiple of both tiles' pixels. */
  private static final int BLOCK = 96;

  private final int pixels;
  private final int block;
  private final Product product;

  VectorPointwise(int pixels, Filters filters, Activation activation) {
    this.pixels = pixels;
    // Small weights: all channels of some pixels, so that maps stream through the cache once. Large
    // weights: all pixels of some channels, so that the weights do.
    block = filters.weights().length <= SMALL_WEIGHTS ? BLOCK : pixels;
    product = new Product(filters, activation, filters.taps());
  }

  @Override
  public void run(float[] memory, int input, int residual, int output, int scratch) {
    int first = 0;
    while (first < pixels) {
      // A rest too small for a block of its own joins the last one.
      int count = pixels - first < 2 * block ? pixels - first : block;
      int at = first * product.channels;
      product.run(
          memory,
          count,
          input + first * product.pixelStride,
          residual == NO_RESIDUAL ? NO_RESIDUAL : residual + at,
          output + at);
      first += count;
    }
  }
}
