package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.simd.IntLanes;
import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Functions with an exponential, in place: sigmoid, SiLU, and the exponential itself.
 *
 * <p>exp(−|x|) is 2ⁿ · exp(r) with an integer n and |r| ≤ ln(2) / 2. The second factor is 1 + r and
 * a polynomial of degree 5 whose largest relative error is as small as possible, 1.2e-7. As the
 * argument is never positive, nothing overflows, and one comparison of integers limits it to the
 * numbers whose power is a normal float.
 */
final class VectorExponential {
  /** exp(−87) is above the smallest normal float. */
  private static final int LIMIT_BITS = Float.floatToRawIntBits(-87);

  private static final int SIGN_BIT = 1 << 31;
  private static final float LOG2_E = 1.442695041f;

  /** ln(2) as the sum of a number with few digits and the rest. */
  private static final float LN2_HIGH = 0.693359375f;

  private static final float LN2_LOW = -2.12194440e-4f;

  /**
   * 1.5 · 2²³, which rounds a float that is added to it to a whole number in its last bits, and the
   * bias of exponents: these bits, moved to the exponent's place, are the power of 2.
   */
  private static final float ROUND = 12582912 + 127;

  private static final int MANTISSA_BITS = 23;

  /** Coefficients of r², r³, r⁴ and r⁵. */
  private static final float[] COEFFICIENTS = {
    0.499992311f, 0.1666700989f, 0.0418904945f, 0.0083214929f
  };

  /** What is stored for x and e = exp(−|x|). */
  enum Function {
    /** e, which is exp(x) if x is not positive. */
    EXP,
    /** 1 / (1 + exp(−x)). */
    SIGMOID,
    /** x / (1 + exp(−x)). */
    SILU
  }

  private VectorExponential() {}

  /**
   * Replaces each value, vector by vector.
   *
   * <p>This is a single method because HotSpot puts vectors that pass between methods on the heap
   * until it has inlined them.
   *
   * @return the number of values that were replaced; the rest does not fill a vector
   */
  static int run(Function function, float[] memory, int from, int count) {
    FloatVector one = FloatVector.broadcast(Lanes.SPECIES, 1);
    FloatVector log2e = FloatVector.broadcast(Lanes.SPECIES, LOG2_E);
    FloatVector round = FloatVector.broadcast(Lanes.SPECIES, ROUND);
    FloatVector high = FloatVector.broadcast(Lanes.SPECIES, -LN2_HIGH);
    FloatVector low = FloatVector.broadcast(Lanes.SPECIES, -LN2_LOW);
    FloatVector c2 = FloatVector.broadcast(Lanes.SPECIES, COEFFICIENTS[0]);
    FloatVector c3 = FloatVector.broadcast(Lanes.SPECIES, COEFFICIENTS[1]);
    FloatVector c4 = FloatVector.broadcast(Lanes.SPECIES, COEFFICIENTS[2]);
    FloatVector c5 = FloatVector.broadcast(Lanes.SPECIES, COEFFICIENTS[3]);
    IntVector sign = IntVector.broadcast(IntLanes.SPECIES, SIGN_BIT);
    IntVector limit = IntVector.broadcast(IntLanes.SPECIES, LIMIT_BITS);
    IntVector zero = IntVector.zero(IntLanes.SPECIES);
    int i = 0;
    for (; i <= count - Lanes.COUNT; i += Lanes.COUNT) {
      FloatVector x = FloatVector.fromArray(Lanes.SPECIES, memory, from + i);
      // The bits of negative floats grow with their magnitude: the smaller number is nearer to 0.
      FloatVector a = x.reinterpretAsInts().or(sign).min(limit).reinterpretAsFloats();
      FloatVector rounded = a.fma(log2e, round);
      FloatVector n = rounded.sub(round);
      FloatVector r = n.fma(low, n.fma(high, a));
      FloatVector sum = r.fma(c5, c4).fma(r, c3).fma(r, c2).fma(r, one).fma(r, one);
      FloatVector power =
          rounded
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
              .reinterpretAsFloats();
      FloatVector e = sum.mul(power);
      if (function == Function.SILU) {
        // x from 0 up, else a · e: a + max(x, 0) is 0 or a.
        FloatVector positive = x.reinterpretAsInts().max(zero).reinterpretAsFloats();
        a.add(positive).fma(e, positive).div(e.add(one)).intoArray(memory, from + i);
      } else if (function == Function.SIGMOID) {
        one.blend(e, x.lt(0)).div(e.add(one)).intoArray(memory, from + i);
      } else {
        e.intoArray(memory, from + i);
      }
    }
    return i;
  }
}
