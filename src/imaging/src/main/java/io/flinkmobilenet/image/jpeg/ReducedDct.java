package io.flinkmobilenet.image.jpeg;

/**
 * Inverse transforms to fewer samples than coefficients: the lowest n x n frequencies give n x n
 * samples with the same mean, where n is 4 or 2. This decodes the image at a fraction of its size
 * with a fraction of the work.
 *
 * <p>The outputs of a pass are scaled by the square root of 8, as in {@link
 * io.flinkmobilenet.image.arithmetic.InverseDct}.
 */
final class ReducedDct {
  private static final int BITS = 13;

  /** The square root of 2 times the cosine and the sine of pi / 8. */
  private static final int FIX_1_306562965 = 10703;

  private static final int FIX_0_541196100 = 4433;

  private static final int SHIFT = 2 * BITS + 3;
  private static final long BIAS = (128L << SHIFT) + (1L << SHIFT - 1);

  private ReducedDct() {}

  /**
   * Transforms a block.
   *
   * @param block multiplied coefficients in rows of 8, of which only the lowest are used; zeros
   *     afterwards
   * @param size samples in each direction: 4 or 2
   * @param samples receives the samples, 0 to 255
   * @param at index of the first sample
   * @param stride from one row to the next
   */
  static void transform(int[] block, int size, int[] samples, int at, int stride) {
    if (size == 4) {
      toFour(block, samples, at, stride);
    } else if (size == 2) {
      toTwo(block, samples, at, stride);
    } else {
      throw new IllegalArgumentException("cannot make " + size + " samples of a block");
    }
  }

  private static void toTwo(int[] block, int[] samples, int at, int stride) {
    int mean = block[0] + (128 << 3) + 4;
    int across = block[1];
    int down = block[8];
    int both = block[9];
    block[0] = 0;
    block[1] = 0;
    block[8] = 0;
    block[9] = 0;
    samples[at] = ColourModel.clamped(mean + across + down + both >> 3);
    samples[at + 1] = ColourModel.clamped(mean - across + down - both >> 3);
    samples[at + stride] = ColourModel.clamped(mean + across - down - both >> 3);
    samples[at + stride + 1] = ColourModel.clamped(mean - across - down + both >> 3);
  }

  private static void toFour(int[] block, int[] samples, int at, int stride) {
    for (int column = 0; column < 4; column++) {
      int sum = block[column] + block[column + 16] << BITS;
      int difference = block[column] - block[column + 16] << BITS;
      int in1 = block[column + 8];
      int in3 = block[column + 24];
      int outer = in1 * FIX_1_306562965 + in3 * FIX_0_541196100;
      int inner = in1 * FIX_0_541196100 - in3 * FIX_1_306562965;
      block[column] = sum + outer;
      block[column + 8] = difference + inner;
      block[column + 16] = difference - inner;
      block[column + 24] = sum - outer;
    }
    for (int row = 0; row < 4; row++) {
      int from = row * 8;
      int to = at + row * stride;
      long sum = ((long) block[from] + block[from + 2] << BITS) + BIAS;
      long difference = ((long) block[from] - block[from + 2] << BITS) + BIAS;
      long in1 = block[from + 1];
      long in3 = block[from + 3];
      block[from] = 0;
      block[from + 1] = 0;
      block[from + 2] = 0;
      block[from + 3] = 0;
      long outer = in1 * FIX_1_306562965 + in3 * FIX_0_541196100;
      long inner = in1 * FIX_0_541196100 - in3 * FIX_1_306562965;
      samples[to] = ColourModel.clamped((int) (sum + outer >> SHIFT));
      samples[to + 1] = ColourModel.clamped((int) (difference + inner >> SHIFT));
      samples[to + 2] = ColourModel.clamped((int) (difference - inner >> SHIFT));
      samples[to + 3] = ColourModel.clamped((int) (sum - outer >> SHIFT));
    }
  }
}
