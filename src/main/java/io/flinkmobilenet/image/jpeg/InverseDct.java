package io.flinkmobilenet.image.jpeg;

import java.util.Arrays;

/**
 * The inverse discrete cosine transform of a block, in integers: ITU-T T.81, section A.3.3, by the
 * factorisation of Loeffler, Ligtenberg and Moschytz ("Practical fast 1-D DCT algorithms with 11
 * multiplications", ICASSP 1989, figure 1), whose outputs are the true ones times the square root
 * of 8, which two passes and a shift by 3 undo.
 *
 * <p>Constants have 13 fractional bits. Columns go first and keep 2 more bits than samples have.
 * With that, the results are the ones that the reference library's accurate transform gives, bit by
 * bit.
 */
final class InverseDct {
  private static final int BITS = 13;
  private static final int COLUMN_BITS = 2;
  private static final int COLUMN_SHIFT = BITS - COLUMN_BITS;
  private static final int ROW_SHIFT = BITS + COLUMN_BITS + 3;
  private static final int COLUMN_BIAS = 1 << COLUMN_SHIFT - 1;

  /** Half a unit, and the 128 by which samples are stored less: section A.3.1. */
  private static final int ROW_BIAS = (128 << ROW_SHIFT) + (1 << ROW_SHIFT - 1);

  private static final int FIX_0_298631336 = 2446;
  private static final int FIX_0_390180644 = 3196;
  private static final int FIX_0_541196100 = 4433;
  private static final int FIX_0_765366865 = 6270;
  private static final int FIX_0_899976223 = 7373;
  private static final int FIX_1_175875602 = 9633;
  private static final int FIX_1_501321110 = 12299;
  private static final int FIX_1_847759065 = 15137;
  private static final int FIX_1_961570560 = 16069;
  private static final int FIX_2_053119869 = 16819;
  private static final int FIX_2_562915447 = 20995;
  private static final int FIX_3_072711026 = 25172;

  // What the odd half comes to where only its first two inputs are there.
  private static final int ODD0_OF_IN1 =
      FIX_1_501321110 - FIX_0_899976223 + FIX_1_175875602 - FIX_0_390180644;
  private static final int ODD1_OF_IN3 =
      FIX_3_072711026 - FIX_2_562915447 + FIX_1_175875602 - FIX_1_961570560;
  private static final int ODD2_OF_IN1 = FIX_1_175875602 - FIX_0_390180644;
  private static final int ODD2_OF_IN3 = FIX_1_175875602 - FIX_2_562915447;
  private static final int ODD3_OF_IN1 = FIX_1_175875602 - FIX_0_899976223;
  private static final int ODD3_OF_IN3 = FIX_1_175875602 - FIX_1_961570560;

  private static final long ROW_0 = 0xffL;
  private static final long UPPER_HALF = 0xffffffffL;
  private static final long LEFT_HALF = 0x0f0f0f0f0f0f0f0fL;
  private static final long COLUMN_0 = 0x0101010101010101L;

  /** The block after its first pass, columns as rows. */
  private final int[] columns = new int[64];

  /**
   * Transforms a block.
   *
   * @param block multiplied coefficients in rows of 8; zeros afterwards
   * @param present which of them may not be zero: bit 8 * row + column
   * @param samples takes 8 rows of 8 samples, which may lie outside of 0 to 255 yet
   * @param at place of the first sample
   * @param stride from one row to the next
   */
  void transform(int[] block, long present, int[] samples, int at, int stride) {
    if (present == 1) {
      int sample = (block[0] + 4 >> 3) + 128;
      block[0] = 0;
      for (int row = at; row < at + 8 * stride; row += stride) {
        Arrays.fill(samples, row, row + 8, sample);
      }
      return;
    }
    columns(block, present);
    Arrays.fill(block, 0, 64, 0);
    boolean half = (present & ~LEFT_HALF) == 0;
    for (int row = 0; row < 8; row++) {
      if (half) {
        halfPass(columns, row, ROW_BIAS, ROW_SHIFT, samples, at + row * stride);
      } else {
        pass(columns, row, ROW_BIAS, ROW_SHIFT, samples, at + row * stride);
      }
    }
  }

  private void columns(int[] block, long present) {
    for (int column = 0; column < 8; column++) {
      long rows = present >>> column & COLUMN_0;
      if ((rows & ~ROW_0) == 0) {
        Arrays.fill(columns, column * 8, column * 8 + 8, block[column] << COLUMN_BITS);
      } else if ((rows & ~UPPER_HALF) == 0) {
        halfPass(block, column, COLUMN_BIAS, COLUMN_SHIFT, columns, column * 8);
      } else {
        pass(block, column, COLUMN_BIAS, COLUMN_SHIFT, columns, column * 8);
      }
    }
  }

  /** Transforms 8 numbers that stand 8 apart into 8 that stand side by side. */
  private static void pass(int[] in, int from, int bias, int shift, int[] out, int to) {
    int in2 = in[from + 16];
    int in6 = in[from + 48];
    int shared = (in2 + in6) * FIX_0_541196100;
    int turned2 = shared - in6 * FIX_1_847759065;
    int turned6 = shared + in2 * FIX_0_765366865;
    int sum = (in[from] + in[from + 32] << BITS) + bias;
    int difference = (in[from] - in[from + 32] << BITS) + bias;

    int in1 = in[from + 8];
    int in3 = in[from + 24];
    int in5 = in[from + 40];
    int in7 = in[from + 56];
    int all = (in1 + in3 + in5 + in7) * FIX_1_175875602;
    int sum73 = all - (in7 + in3) * FIX_1_961570560;
    int sum51 = all - (in5 + in1) * FIX_0_390180644;
    int sum71 = (in7 + in1) * -FIX_0_899976223;
    int sum53 = (in5 + in3) * -FIX_2_562915447;

    int odd0 = in1 * FIX_1_501321110 + sum71 + sum51;
    out[to] = sum + turned6 + odd0 >> shift;
    out[to + 7] = sum + turned6 - odd0 >> shift;
    int odd1 = in3 * FIX_3_072711026 + sum53 + sum73;
    out[to + 1] = difference + turned2 + odd1 >> shift;
    out[to + 6] = difference + turned2 - odd1 >> shift;
    int odd2 = in5 * FIX_2_053119869 + sum53 + sum51;
    out[to + 2] = difference - turned2 + odd2 >> shift;
    out[to + 5] = difference - turned2 - odd2 >> shift;
    int odd3 = in7 * FIX_0_298631336 + sum71 + sum73;
    out[to + 3] = sum - turned6 + odd3 >> shift;
    out[to + 4] = sum - turned6 - odd3 >> shift;
  }

  /** The same where the last four are zero. */
  private static void halfPass(int[] in, int from, int bias, int shift, int[] out, int to) {
    int in2 = in[from + 16];
    int turned2 = in2 * FIX_0_541196100;
    int turned6 = in2 * (FIX_0_541196100 + FIX_0_765366865);
    int sum = (in[from] << BITS) + bias;

    int in1 = in[from + 8];
    int in3 = in[from + 24];
    int odd0 = in1 * ODD0_OF_IN1 + in3 * FIX_1_175875602;
    int odd1 = in1 * FIX_1_175875602 + in3 * ODD1_OF_IN3;
    int odd2 = in1 * ODD2_OF_IN1 + in3 * ODD2_OF_IN3;
    int odd3 = in1 * ODD3_OF_IN1 + in3 * ODD3_OF_IN3;
    out[to] = sum + turned6 + odd0 >> shift;
    out[to + 7] = sum + turned6 - odd0 >> shift;
    out[to + 1] = sum + turned2 + odd1 >> shift;
    out[to + 6] = sum + turned2 - odd1 >> shift;
    out[to + 2] = sum - turned2 + odd2 >> shift;
    out[to + 5] = sum - turned2 - odd2 >> shift;
    out[to + 3] = sum - turned6 + odd3 >> shift;
    out[to + 4] = sum - turned6 - odd3 >> shift;
  }
}
