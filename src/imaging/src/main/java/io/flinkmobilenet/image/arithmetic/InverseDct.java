package io.flinkmobilenet.image.arithmetic;

import java.util.Arrays;

/**
 * The inverse discrete cosine transform of a block, in integers: ITU-T T.81, section A.3.3, with
 * the factorisation of Loeffler, Ligtenberg and Moschytz ("Practical fast 1-D DCT algorithms with
 * 11 multiplications", ICASSP 1989, figure 1). The outputs of one pass are the true ones times the
 * square root of 8; two passes give a factor of 8, which a shift by 3 removes.
 *
 * <p>Constants have 13 fractional bits. The columns are transformed first and keep 2 more bits than
 * samples have. The results are then equal, bit by bit, to those of the reference library's
 * accurate transform. Sums too large for an int, which occur only in damaged images, wrap around.
 */
public final class InverseDct {
  public static final int BITS = 13;
  public static final int COLUMN_BITS = 2;
  public static final int COLUMN_SHIFT = BITS - COLUMN_BITS;
  public static final int ROW_SHIFT = BITS + COLUMN_BITS + 3;
  public static final int COLUMN_BIAS = 1 << COLUMN_SHIFT - 1;

  /** Half a unit for rounding, and the level shift of 128 from section A.3.1. */
  public static final int ROW_BIAS = (128 << ROW_SHIFT) + (1 << ROW_SHIFT - 1);

  public static final int FIX_0_298631336 = 2446;
  public static final int FIX_0_390180644 = 3196;
  public static final int FIX_0_541196100 = 4433;
  public static final int FIX_0_765366865 = 6270;
  public static final int FIX_0_899976223 = 7373;
  public static final int FIX_1_175875602 = 9633;
  public static final int FIX_1_501321110 = 12299;
  public static final int FIX_1_847759065 = 15137;
  public static final int FIX_1_961570560 = 16069;
  public static final int FIX_2_053119869 = 16819;
  public static final int FIX_2_562915447 = 20995;
  public static final int FIX_3_072711026 = 25172;

  // Constants of the odd half if only its first two inputs are not zero.
  private static final int ODD0_OF_IN1 =
      FIX_1_501321110 - FIX_0_899976223 + FIX_1_175875602 - FIX_0_390180644;
  private static final int ODD1_OF_IN3 =
      FIX_3_072711026 - FIX_2_562915447 + FIX_1_175875602 - FIX_1_961570560;
  private static final int ODD2_OF_IN1 = FIX_1_175875602 - FIX_0_390180644;
  private static final int ODD2_OF_IN3 = FIX_1_175875602 - FIX_2_562915447;
  private static final int ODD3_OF_IN1 = FIX_1_175875602 - FIX_0_899976223;
  private static final int ODD3_OF_IN3 = FIX_1_175875602 - FIX_1_961570560;

  private static final long UPPER_HALF = 0xffffffffL;
  private static final long LEFT_HALF = 0x0f0f0f0f0f0f0f0fL;
  private static final long COLUMN_0 = 0x0101010101010101L;

  private InverseDct() {}

  /**
   * Returns the value, not yet clamped to 0 to 255, of all samples of a block whose only
   * coefficient is the given one.
   */
  public static int flat(int coefficient) {
    int column = (coefficient << BITS) + COLUMN_BIAS >> COLUMN_SHIFT;
    return (column << BITS) + ROW_BIAS >> ROW_SHIFT;
  }

  /** Transforms a block as {@link PixelKernels#inverseDct} describes. */
  static void transform(int[] block, long present, int[] samples) {
    for (int column = 0; column < 8; column++) {
      long rows = present >>> column & COLUMN_0;
      if (rows <= 1) {
        int level = (block[column] << BITS) + COLUMN_BIAS >> COLUMN_SHIFT;
        for (int i = column; i < 64; i += 8) {
          block[i] = level;
        }
      } else if ((rows & ~UPPER_HALF) == 0) {
        halfPass(block, column, 8, COLUMN_BIAS, COLUMN_SHIFT, block);
      } else {
        pass(block, column, 8, COLUMN_BIAS, COLUMN_SHIFT, block);
      }
    }
    boolean half = (present & ~LEFT_HALF) == 0;
    for (int row = 0; row < 64; row += 8) {
      if (half) {
        halfPass(block, row, 1, ROW_BIAS, ROW_SHIFT, samples);
      } else {
        pass(block, row, 1, ROW_BIAS, ROW_SHIFT, samples);
      }
    }
    Arrays.fill(block, 0, 64, 0);
    for (int i = 0; i < 64; i++) {
      samples[i] = Math.max(0, Math.min(255, samples[i]));
    }
  }

  /** Transforms 8 numbers at a distance of {@code step} into 8 numbers at the same places. */
  private static void pass(int[] in, int from, int step, int bias, int shift, int[] out) {
    int in2 = in[from + 2 * step];
    int in6 = in[from + 6 * step];
    int shared = (in2 + in6) * FIX_0_541196100;
    int turned2 = shared - in6 * FIX_1_847759065;
    int turned6 = shared + in2 * FIX_0_765366865;
    int sum = (in[from] + in[from + 4 * step] << BITS) + bias;
    int difference = (in[from] - in[from + 4 * step] << BITS) + bias;

    int in1 = in[from + step];
    int in3 = in[from + 3 * step];
    int in5 = in[from + 5 * step];
    int in7 = in[from + 7 * step];
    int all = (in1 + in3 + in5 + in7) * FIX_1_175875602;
    int sum73 = all - (in7 + in3) * FIX_1_961570560;
    int sum51 = all - (in5 + in1) * FIX_0_390180644;
    int sum71 = (in7 + in1) * -FIX_0_899976223;
    int sum53 = (in5 + in3) * -FIX_2_562915447;

    int odd0 = in1 * FIX_1_501321110 + sum71 + sum51;
    out[from] = sum + turned6 + odd0 >> shift;
    out[from + 7 * step] = sum + turned6 - odd0 >> shift;
    int odd1 = in3 * FIX_3_072711026 + sum53 + sum73;
    out[from + step] = difference + turned2 + odd1 >> shift;
    out[from + 6 * step] = difference + turned2 - odd1 >> shift;
    int odd2 = in5 * FIX_2_053119869 + sum53 + sum51;
    out[from + 2 * step] = difference - turned2 + odd2 >> shift;
    out[from + 5 * step] = difference - turned2 - odd2 >> shift;
    int odd3 = in7 * FIX_0_298631336 + sum71 + sum73;
    out[from + 3 * step] = sum - turned6 + odd3 >> shift;
    out[from + 4 * step] = sum - turned6 - odd3 >> shift;
  }

  /** Does the same as {@link #pass} if the last four inputs are zero. */
  private static void halfPass(int[] in, int from, int step, int bias, int shift, int[] out) {
    int in2 = in[from + 2 * step];
    int turned2 = in2 * FIX_0_541196100;
    int turned6 = in2 * (FIX_0_541196100 + FIX_0_765366865);
    int sum = (in[from] << BITS) + bias;

    int in1 = in[from + step];
    int in3 = in[from + 3 * step];
    int odd0 = in1 * ODD0_OF_IN1 + in3 * FIX_1_175875602;
    int odd1 = in1 * FIX_1_175875602 + in3 * ODD1_OF_IN3;
    int odd2 = in1 * ODD2_OF_IN1 + in3 * ODD2_OF_IN3;
    int odd3 = in1 * ODD3_OF_IN1 + in3 * ODD3_OF_IN3;
    out[from] = sum + turned6 + odd0 >> shift;
    out[from + 7 * step] = sum + turned6 - odd0 >> shift;
    out[from + step] = sum + turned2 + odd1 >> shift;
    out[from + 6 * step] = sum + turned2 - odd1 >> shift;
    out[from + 2 * step] = sum - turned2 + odd2 >> shift;
    out[from + 5 * step] = sum - turned2 - odd2 >> shift;
    out[from + 3 * step] = sum - turned6 + odd3 >> shift;
    out[from + 4 * step] = sum - turned6 - odd3 >> shift;
  }
}
