package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.simd.IntLanes;
import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Adds the residual of a bottleneck to its output in place. This is a pass of its own, over data
 * that is still in the cache, because tiles that also add a residual are too large for HotSpot of
 * JDK 17 to compile well every time.
 */
final class Residual {
  private Residual() {}

  /** Adds {@code count} floats. */
  static void add(float[] memory, int residual, int output, int count) {
    int i = 0;
    for (; i <= count - Lanes.COUNT; i += Lanes.COUNT) {
      FloatVector.fromArray(Lanes.SPECIES, memory, output + i)
          .add(FloatVector.fromArray(Lanes.SPECIES, memory, residual + i))
          .intoArray(memory, output + i);
    }
    for (; i < count; i++) {
      memory[output + i] += memory[residual + i];
    }
  }

  /**
   * Adds {@code count} floats and clamps the sums as {@link Clamp} does.
   *
   * @param most bits of the upper bound, which is positive
   */
  static void addAndClamp(float[] memory, int residual, int output, int count, int most) {
    IntVector zero = IntVector.zero(IntLanes.SPECIES);
    IntVector bound = IntVector.broadcast(IntLanes.SPECIES, most);
    int i = 0;
    for (; i <= count - Lanes.COUNT; i += Lanes.COUNT) {
      FloatVector.fromArray(Lanes.SPECIES, memory, output + i)
          .add(FloatVector.fromArray(Lanes.SPECIES, memory, residual + i))
          .reinterpretAsInts()
          .max(zero)
          .min(bound)
          .reinterpretAsFloats()
          .intoArray(memory, output + i);
    }
    for (; i < count; i++) {
      int bits = Float.floatToRawIntBits(memory[output + i] + memory[residual + i]);
      memory[output + i] = Float.intBitsToFloat(Math.min(Math.max(bits, 0), most));
    }
  }
}
