package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.kernel.PixelKernels;
import java.util.Arrays;

/**
 * Blocks of a component that wait until there are as many as the kernels transform at once: L of
 * them, or one where the picture is reduced.
 */
final class BlockGroup {
  /** Multiplied coefficients [64 + 1][L] in rows of 8; the last row stands beside the blocks. */
  final int[] coefficients;

  /** Where each coefficient of the first block is, zigzag [80]. */
  final int[] places;

  private final PixelKernels kernels;
  private final int lanes;
  private final int[] transformed;
  private final int[] targets;
  private int count;
  private long present;

  /**
   * Lays out memory.
   *
   * @param size coefficients each way that are wanted; others are put beside the blocks
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

  /** The block that is to be read next: its offset to {@link #places}. */
  int next() {
    return count;
  }

  /**
   * Takes the block that was read.
   *
   * @param last coefficient that may not be zero, zigzag
   * @param at where its samples belong
   */
  void add(int last, int[] samples, int at, int stride) {
    present |= Tables.UP_TO[last];
    targets[count++] = at;
    if (count == lanes) {
      transform(samples, stride);
    }
  }

  /** Makes samples of the blocks that wait, in rows so far apart. */
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

  /** Forgets what an unfinished picture has left. */
  void clear() {
    Arrays.fill(coefficients, 0);
    count = 0;
    present = 0;
  }
}
