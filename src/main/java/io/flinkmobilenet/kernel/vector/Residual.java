package io.flinkmobilenet.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * What skips a bottleneck, added to its output in place: a pass of its own over what is still in
 * the cache, since tiles that add as well are past what HotSpot of JDK 17 compiles alike each time.
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
}
