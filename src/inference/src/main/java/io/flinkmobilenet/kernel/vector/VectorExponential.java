package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.simd.IntLanes;
import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Activations with an exponential, in place: sigmoid and SiLU.
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

  /** 1.5 · 2²³: a float to which it is added loses its fraction. */
  private static final float ROUND = 12582912;

  private static final int EXPONENT_BIAS = 127;
  private static final int MANTISSA_BITS = 23;

  private VectorExponential() {}

  /** Returns exp(x), lane by lane. */
  private static FloatVector exp(FloatVector x) {
    FloatVector limited = limited(x);
    FloatVector n = limited.mul(LOG2_E).add(ROUND).sub(ROUND);
    FloatVector r = n.mul(-LN2_HIGH).add(limited);
    r = n.mul(-LN2_LOW).add(r);
    FloatVector sum = r.mul(1 / 5040f).add(1 / 720f);
    sum = sum.mul(r).add(1 / 120f);
    sum = sum.mul(r).add(1 / 24f);
    sum = sum.mul(r).add(1 / 6f);
    sum = sum.mul(r).add(0.5f);
    sum = sum.mul(r).add(1);
    sum = sum.mul(r).add(1);
    return sum.mul(power(n));
  }

  /** Compares instead of taking minimum and maximum, which take more instructions. */
  private static FloatVector limited(FloatVector x) {
    FloatVector most = FloatVector.broadcast(Lanes.SPECIES, LIMIT);
    return atLeast(x.blend(most, most.lt(x)), -LIMIT);
  }

  private static FloatVector atLeast(FloatVector x, float least) {
    FloatVector bound = FloatVector.broadcast(Lanes.SPECIES, least);
    return x.blend(bound, x.lt(bound));
  }

  /** Returns 2ⁿ for whole numbers, put together from its bits. */
  private static FloatVector power(FloatVector n) {
    // The last bits of the sum with the rounding constant are those of the whole number.
    IntVector bits = n.add(ROUND).reinterpretAsInts();
    IntVector whole = bits.sub(IntVector.broadcast(IntLanes.SPECIES, Float.floatToIntBits(ROUND)));
    return whole
        .add(EXPONENT_BIAS)
        .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
        .reinterpretAsFloats();
  }

  /** 1 / (1 + exp(−x)). */
  static int sigmoid(float[] memory, int from, int count) {
    FloatVector one = FloatVector.broadcast(Lanes.SPECIES, 1);
    int i = 0;
    for (; i <= count - Lanes.COUNT; i += Lanes.COUNT) {
      FloatVector x = FloatVector.fromArray(Lanes.SPECIES, memory, from + i);
      one.div(exp(x.neg()).add(one)).intoArray(memory, from + i);
    }
    return i;
  }

  /** x / (1 + exp(−x)). */
  static int silu(float[] memory, int from, int count) {
    FloatVector one = FloatVector.broadcast(Lanes.SPECIES, 1);
    int i = 0;
    for (; i <= count - Lanes.COUNT; i += Lanes.COUNT) {
      FloatVector x = FloatVector.fromArray(Lanes.SPECIES, memory, from + i);
      // Below the limit the divisor no longer grows.
      atLeast(x, -LIMIT).div(exp(x.neg()).add(one)).intoArray(memory, from + i);
    }
    return i;
  }
}
