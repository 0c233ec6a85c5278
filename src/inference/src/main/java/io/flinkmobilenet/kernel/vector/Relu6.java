package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.simd.IntLanes;
import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * min(max(x, 0), 6) in place.
 *
 * <p>It compares floats as integers: floats from zero up have the same order as their bits, and
 * negative floats are negative integers. This takes two instructions, while floating-point minimum
 * and maximum take about ten to treat NaN as Java does; here NaN becomes 0 or 6.
 */
final class Relu6 {
  private Relu6() {}

  /**
   * Clamps three vectors of channels, some of which may be the same, for several pixels.
   *
   * @param stride number of floats from one pixel to the next
   */
  static void run(float[] memory, int first, int second, int third, int pixels, int stride) {
    IntVector zero = IntVector.zero(IntLanes.SPECIES);
    IntVector six = IntVector.broadcast(IntLanes.SPECIES, Float.floatToRawIntBits(6));
    for (int pixel = 0, at = 0; pixel < pixels; pixel++, at += stride) {
      FloatVector a = FloatVector.fromArray(Lanes.SPECIES, memory, first + at);
      FloatVector b = FloatVector.fromArray(Lanes.SPECIES, memory, second + at);
      FloatVector c = FloatVector.fromArray(Lanes.SPECIES, memory, third + at);
      a = a.reinterpretAsInts().max(zero).min(six).reinterpretAsFloats();
      b = b.reinterpretAsInts().max(zero).min(six).reinterpretAsFloats();
      c = c.reinterpretAsInts().max(zero).min(six).reinterpretAsFloats();
      a.intoArray(memory, first + at);
      b.intoArray(memory, second + at);
      c.intoArray(memory, third + at);
    }
  }
}
