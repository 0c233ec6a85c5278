package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.FloatVector;

/**
 * Hyperbolic tangent, in place, with a relative error of at most 3e-7.
 *
 * <p>t = tanh(x / 2) is the quotient of two polynomials, at which Lambert's continued fraction ends
 * after seven terms; then tanh(x) = 2 · t / (1 + t²). Arguments are limited to ±9.05, from where on
 * a float cannot tell the result from ±1.
 *
 * @see <a href="https://dlmf.nist.gov/4.39">Continued fractions of the hyperbolic functions</a>
 */
final class VectorTanh {
  private static final float LIMIT = 9.05f;

  /** Coefficients of y, y³ and y⁵ in the numerator; that of y⁷ is 1. */
  private static final float[] NUMERATOR = {135135, 17325, 378};

  /** Coefficients of 1, y², y⁴ and y⁶ in the denominator. */
  private static final float[] DENOMINATOR = {135135, 62370, 3150, 28};

  private VectorTanh() {}

  /**
   * Replaces each value, vector by vector.
   *
   * @return the number of values that were replaced; the rest does not fill a vector
   */
  static int run(float[] memory, int from, int count) {
    FloatVector least = FloatVector.broadcast(Lanes.SPECIES, -LIMIT);
    FloatVector most = FloatVector.broadcast(Lanes.SPECIES, LIMIT);
    FloatVector half = FloatVector.broadcast(Lanes.SPECIES, 0.5f);
    FloatVector one = FloatVector.broadcast(Lanes.SPECIES, 1);
    FloatVector above0 = FloatVector.broadcast(Lanes.SPECIES, NUMERATOR[0]);
    FloatVector above1 = FloatVector.broadcast(Lanes.SPECIES, NUMERATOR[1]);
    FloatVector above2 = FloatVector.broadcast(Lanes.SPECIES, NUMERATOR[2]);
    FloatVector below0 = FloatVector.broadcast(Lanes.SPECIES, DENOMINATOR[0]);
    FloatVector below1 = FloatVector.broadcast(Lanes.SPECIES, DENOMINATOR[1]);
    FloatVector below2 = FloatVector.broadcast(Lanes.SPECIES, DENOMINATOR[2]);
    FloatVector below3 = FloatVector.broadcast(Lanes.SPECIES, DENOMINATOR[3]);
    int i = 0;
    for (; i <= count - Lanes.COUNT; i += Lanes.COUNT) {
      FloatVector x = FloatVector.fromArray(Lanes.SPECIES, memory, from + i);
      FloatVector y = x.blend(least, x.lt(least)).blend(most, most.lt(x)).mul(half);
      FloatVector square = y.mul(y);
      FloatVector above = square.add(above2).mul(square).add(above1).mul(square).add(above0).mul(y);
      FloatVector below =
          square.mul(below3).add(below2).mul(square).add(below1).mul(square).add(below0);
      FloatVector t = above.div(below);
      t.add(t).div(t.mul(t).add(one)).intoArray(memory, from + i);
    }
    return i;
  }
}
