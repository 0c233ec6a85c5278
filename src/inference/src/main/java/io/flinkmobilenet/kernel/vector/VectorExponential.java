package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.simd.IntLanes;
import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Functions with an exponential, in place: sigmoid, SiLU, and the exponential itself.
 *
 * <p>exp(x) is 2ⁿ · exp(r) with an integer n and |r| ≤ ln(2) / 2; the second factor is its Taylor
 * polynomial of degree 7, whose error is below the rounding of floats. Arguments are limited to
 * ±88, where floats end.
 */
final class VectorExponential {
  private static final float LIMIT = 88;
  private static final float LOG2_E = 1.442695041f;

  /** ln(2) as the sum of a number with few digits and the rest. */
  private static final float LN2_HIGH = 0.693359375f;

  private static final float LN2_LOW = -2.12194440e-4f;

  /** 1.5 · 2²³: a float to which it is added is rounded to a whole number, in its last bits. */
  private static final float ROUND = 12582912;

  private static final int ROUND_BITS = Float.floatToIntBits(ROUND);
  private static final int EXPONENT_BIAS = 127;
  private static final int MANTISSA_BITS = 23;

  private VectorExponential() {}

  /**
   * Replaces each value by 1 / (1 + exp(−x)), or by x / (1 + exp(−x)), vector by vector.
   *
   * @param timesX whether the numerator is x
   * @return the number of values that were replaced; the rest does not fill a vector
   */
  static int logistic(float[] memory, int from, int count, boolean timesX) {
    return quotient(memory, from, count, timesX, 1);
  }

  /**
   * Replaces each value by exp(x), vector by vector.
   *
   * @return the number of values that were replaced; the rest does not fill a vector
   */
  static int exp(float[] memory, int from, int count) {
    return quotient(memory, from, count, false, 0);
  }

  /**
   * Replaces each value by 1 or x, divided by a summand and exp(−x).
   *
   * <p>This is a single method because HotSpot puts vectors that pass between methods on the heap
   * until it has inlined them.
   */
  private static int quotient(float[] memory, int from, int count, boolean timesX, float summand) {
    FloatVector one = FloatVector.broadcast(Lanes.SPECIES, 1);
    FloatVector plus = FloatVector.broadcast(Lanes.SPECIES, summand);
    FloatVector least = FloatVector.broadcast(Lanes.SPECIES, -LIMIT);
    FloatVector most = FloatVector.broadcast(Lanes.SPECIES, LIMIT);
    FloatVector round = FloatVector.broadcast(Lanes.SPECIES, ROUND);
    IntVector bias = IntVector.broadcast(IntLanes.SPECIES, EXPONENT_BIAS - ROUND_BITS);
    int i = 0;
    for (; i <= count - Lanes.COUNT; i += Lanes.COUNT) {
      FloatVector all = FloatVector.fromArray(Lanes.SPECIES, memory, from + i);
      FloatVector x = all.blend(least, all.lt(least));
      FloatVector limited = x.blend(most, most.lt(x)).neg();
      FloatVector rounded = limited.mul(LOG2_E).add(round);
      FloatVector n = rounded.sub(round);
      FloatVector r = limited.sub(n.mul(LN2_HIGH)).sub(n.mul(LN2_LOW));
      FloatVector sum = r.mul(1 / 5040f).add(1 / 720f);
      sum = sum.mul(r).add(1 / 120f);
      sum = sum.mul(r).add(1 / 24f);
      sum = sum.mul(r).add(1 / 6f);
      sum = sum.mul(r).add(0.5f);
      sum = sum.mul(r).add(1);
      sum = sum.mul(r).add(1);
      // 2ⁿ, put together from its bits.
      FloatVector power =
          rounded
              .reinterpretAsInts()
              .add(bias)
              .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
              .reinterpretAsFloats();
      FloatVector divisor = sum.mul(power).add(plus);
      (timesX ? x : one).div(divisor).intoArray(memory, from + i);
    }
    return i;
  }
}
