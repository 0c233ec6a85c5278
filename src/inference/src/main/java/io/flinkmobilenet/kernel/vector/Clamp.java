package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.simd.IntLanes;
import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * min(max(x, 0), most) in place.
 *
 * <p>It compares floats as integers: floats from zero up have the same order as their bits, and
 * negative floats are negative integers. This takes two instructions, while floating-point minimum
 * and maximum take about ten to treat NaN as Java does; here NaN becomes 0 or the bound.
 */
final class Clamp {
  private Clamp() {}

  /**
   * Clamps three vectors of channels, some of which may be the same, for several pixels.
   *
   * @param stride number of floats from one pixel to the next
   * @param most bits of the upper bound, which is positive
   */
  static void run(
      float[] memory, int first, int second, int third, int pixels, int stride, int most) {
    IntVector zero = IntVector.zero(IntLanes.SPECIES);
    IntVector bound = IntVector.broadcast(IntLanes.SPECIES, most);
    for (int pixel = 0, at = 0; pixel < pixels; pixel++, at += stride) {
      FloatVector a = FloatVector.fromArray(Lanes.SPECIES, memory, first + at);
      FloatVector b = FloatVector.fromArray(Lanes.SPECIES, memory, second + at);
      FloatVector c = FloatVector.fromArray(Lanes.SPECIES, memory, third + at);
      a = a.reinterpretAsInts().max(zero).min(bound).reinterpretAsFloats();
      b = b.reinterpretAsInts().max(zero).min(bound).reinterpretAsFloats();
      c = c.reinterpretAsInts().max(zero).min(bound).reinterpretAsFloats();
      a.intoArray(memory, first + at);
      b.intoArray(memory, second + at);
      c.intoArray(memory, third + at);
    }
  }

  /** Clamps consecutive floats. */
  static void run(float[] memory, int from, int count, int most) {
    IntVector zero = IntVector.zero(IntLanes.SPECIES);
    IntVector bound = IntVector.broadcast(IntLanes.SPECIES, most);
    int i = 0;
    for (; i <= count - Lanes.COUNT; i += Lanes.COUNT) {
      FloatVector.fromArray(Lanes.SPECIES, memory, from + i)
          .reinterpretAsInts()
          .max(zero)
          .min(bound)
          .reinterpretAsFloats()
          .intoArray(memory, from + i);
    }
    for (; i < count; i++) {
      int bits = Math.min(Math.max(Float.floatToRawIntBits(memory[from + i]), 0), most);
      memory[from + i] = Float.intBitsToFloat(bits);
    }
  }
}
