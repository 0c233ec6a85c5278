package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.image.arithmetic.PixelKernels;
import java.util.Arrays;

/**
 * Collects the blocks of a component until there are as many as the kernels transform at once: L
 * blocks, or one block if the image is reduced.
 */
final class BlockGroup {
  /** Multiplied coefficients [64 + 1][L] in rows of 8; the last row lies outside the blocks. */
  final int[] coefficients;

  /** Index of each coefficient of the first block, in zigzag order [80]. */
  final int[] places;

  private final PixelKernels kernels;
  private final int lanes;
  private final int[] transformed;
  private final int[] targets;
  private int count;
  private long present;

  /**
   * Allocates memory for the given number of blocks.
   *
   * @param size number of coefficients needed in each direction; the others are stored outside the
   *     blocks
   */
  BlockGroup(PixelKernels kernels, int lanes, int size) {
    this.kernels = kernels;
    this.lanes = lanes;
    coefficients = new int[65 * lanes];
    transformed = new int[64 * lanes];
    targets = new int[lanes];
    places =
        Arrays.stream(Tables.NATURAL)
            .map(place -> place / 8 < size && place % 8 < size ? place : 64)
            .map(place -> place * lanes)
            .toArray();
  }

  /** The block to be read next, as an offset to add to {@link #places}. */
  int next() {
    return count;
  }

  /**
   * Adds the block that was read.
   *
   * @param last coefficient that may differ from zero, in zigzag order
   * @param at index of the block's first sample
   */
  void add(int last, int[] samples, int at, int stride) {
    present |= Tables.UP_TO[last];
    targets[count++] = at;
    if (count == lanes) {
      transform(samples, stride);
    }
  }

  /** Transforms the collected blocks to samples, whose rows are {@code stride} apart. */
  void transform(int[] samples, int stride) {
    if (count == 0) {
      return;
    }
    kernels.inverseDct(coefficients, present, transformed);
    for (int block = 0; block < count; block++) {
      copy(block, samples, targets[block], stride);
    }
    count = 0;
    present = 0;
  }

  private void copy(int block, int[] samples, int at, int stride) {
    int[] from = transformed;
    int step = lanes;
    int place = block;
    for (int row = 0; row < 8; row++, at += stride, place += 8 * step) {
      samples[at] = from[place];
      samples[at + 1] = from[place + step];
      samples[at + 2] = from[place + 2 * step];
      samples[at + 3] = from[place + 3 * step];
      samples[at + 4] = from[place + 4 * step];
      samples[at + 5] = from[place + 5 * step];
      samples[at + 6] = from[place + 6 * step];
      samples[at + 7] = from[place + 7 * step];
    }
  }

  /** Discards what an unfinished image has left. */
  void clear() {
    Arrays.fill(coefficients, 0);
    count = 0;
    present = 0;
  }
}
