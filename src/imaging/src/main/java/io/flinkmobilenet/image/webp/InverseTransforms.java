package io.flinkmobilenet.image.webp;

import java.util.Arrays;

/** Transforms coefficients to differences of samples: RFC 6386, sections 14.3 to 14.5. */
final class InverseTransforms {
  private static final int EDGE = 4;

  /** Square root of 2 times the cosine of an eighth of pi, less 1, with 16 fractional bits. */
  private static final int COSINE_LESS_ONE = 20091;

  /** Square root of 2 times the sine of an eighth of pi, with 16 fractional bits. */
  private static final int SINE = 35468;

  private InverseTransforms() {}

  /**
   * Transforms the means of a macroblock's luma blocks and stores them as the first coefficients of
   * these blocks.
   *
   * @param means [16]; zeros afterwards
   * @param coefficients receives one value per block of 16
   */
  static void means(int[] means, int[] coefficients) {
    for (int x = 0; x < EDGE; x++) {
      int outer = means[x] + means[12 + x];
      int inner = means[4 + x] + means[8 + x];
      int outerStep = means[x] - means[12 + x];
      int innerStep = means[4 + x] - means[8 + x];
      means[x] = outer + inner;
      means[4 + x] = outerStep + innerStep;
      means[8 + x] = outer - inner;
      means[12 + x] = outerStep - innerStep;
    }
    for (int y = 0; y < EDGE; y++) {
      int row = EDGE * y;
      int outer = means[row] + means[row + 3] + 3;
      int inner = means[row + 1] + means[row + 2];
      int outerStep = means[row] - means[row + 3] + 3;
      int innerStep = means[row + 1] - means[row + 2];
      int to = row * Macroblock.COEFFICIENTS;
      coefficients[to] = (short) (outer + inner >> 3);
      coefficients[to + Macroblock.COEFFICIENTS] = (short) (outerStep + innerStep >> 3);
      coefficients[to + 2 * Macroblock.COEFFICIENTS] = (short) (outer - inner >> 3);
      coefficients[to + 3 * Macroblock.COEFFICIENTS] = (short) (outerStep - innerStep >> 3);
    }
    Arrays.fill(means, 0);
  }

  /**
   * Transforms a block's coefficients and adds the result to its prediction.
   *
   * @param contents contents of the block
   * @param coefficients [16] from {@code from} on; zeros afterwards
   * @param samples 4 x 4 samples, 0 to 255, from {@code to} on; changed in place
   */
  static void add(byte contents, int[] coefficients, int from, int[] samples, int to, int stride) {
    if (contents == Macroblock.MANY) {
      addAll(coefficients, from, samples, to, stride);
    } else if (contents == Macroblock.FIRST_ONLY) {
      int difference = coefficients[from] + 4 >> 3;
      coefficients[from] = 0;
      for (int y = 0, at = to; y < EDGE; y++, at += stride) {
        for (int x = 0; x < EDGE; x++) {
          samples[at + x] = clamped(samples[at + x] + difference);
        }
      }
    }
  }

  private static void addAll(int[] c, int from, int[] samples, int to, int stride) {
    for (int at = from; at < from + EDGE; at++) {
      int even = c[at] + c[at + 8];
      int evenStep = c[at] - c[at + 8];
      int odd = cosine(c[at + 4]) + sine(c[at + 12]);
      int oddStep = sine(c[at + 4]) - cosine(c[at + 12]);
      c[at] = even + odd;
      c[at + 4] = evenStep + oddStep;
      c[at + 8] = evenStep - oddStep;
      c[at + 12] = even - odd;
    }
    for (int y = 0, at = to, row = from; y < EDGE; y++, at += stride, row += EDGE) {
      int even = c[row] + c[row + 2] + 4;
      int evenStep = c[row] - c[row + 2] + 4;
      int odd = cosine(c[row + 1]) + sine(c[row + 3]);
      int oddStep = sine(c[row + 1]) - cosine(c[row + 3]);
      samples[at] = clamped(samples[at] + (even + odd >> 3));
      samples[at + 1] = clamped(samples[at + 1] + (evenStep + oddStep >> 3));
      samples[at + 2] = clamped(samples[at + 2] + (evenStep - oddStep >> 3));
      samples[at + 3] = clamped(samples[at + 3] + (even - odd >> 3));
    }
    Arrays.fill(c, from, from + Macroblock.COEFFICIENTS, 0);
  }

  private static int cosine(int value) {
    return value + (value * COSINE_LESS_ONE >> 16);
  }

  private static int sine(int value) {
    return value * SINE >> 16;
  }

  /** Clamps to 0 to 255. */
  static int clamped(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
