package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.kernel.OperatorKernel;
import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.FloatVector;

/**
 * Sum, difference or product of a map with another of the same shape, or with one pixel that is
 * repeated.
 *
 * @param arithmetic the operation
 * @param runs number of times that the second map is repeated
 * @param count number of values in the second map
 */
record VectorArithmetic(Arithmetic arithmetic, int runs, int count) implements OperatorKernel {
  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    for (int run = 0; run < runs; run++) {
      int from = inputs[0] + run * count;
      int to = output + run * count;
      switch (arithmetic.operation()) {
        case ADD -> add(memory, from, inputs[1], to);
        case SUBTRACT -> subtract(memory, from, inputs[1], to);
        case MULTIPLY -> multiply(memory, from, inputs[1], to);
        case MAXIMUM -> larger(memory, from, inputs[1], to);
        case MINIMUM -> smaller(memory, from, inputs[1], to);
      }
    }
  }

  private void add(float[] memory, int a, int b, int to) {
    int i = 0;
    for (; i <= count - Lanes.COUNT; i += Lanes.COUNT) {
      FloatVector.fromArray(Lanes.SPECIES, memory, a + i)
          .add(FloatVector.fromArray(Lanes.SPECIES, memory, b + i))
          .intoArray(memory, to + i);
    }
    rest(memory, a, b, to, i);
  }

  private void subtract(float[] memory, int a, int b, int to) {
    int i = 0;
    for (; i <= count - Lanes.COUNT; i += Lanes.COUNT) {
      FloatVector.fromArray(Lanes.SPECIES, memory, a + i)
          .sub(FloatVector.fromArray(Lanes.SPECIES, memory, b + i))
          .intoArray(memory, to + i);
    }
    rest(memory, a, b, to, i);
  }

  private void multiply(float[] memory, int a, int b, int to) {
    int i = 0;
    for (; i <= count - Lanes.COUNT; i += Lanes.COUNT) {
      FloatVector.fromArray(Lanes.SPECIES, memory, a + i)
          .mul(FloatVector.fromArray(Lanes.SPECIES, memory, b + i))
          .intoArray(memory, to + i);
    }
    rest(memory, a, b, to, i);
  }

  private void larger(float[] memory, int a, int b, int to) {
    int i = 0;
    for (; i <= count - Lanes.COUNT; i += Lanes.COUNT) {
      FloatVector.fromArray(Lanes.SPECIES, memory, a + i)
          .max(FloatVector.fromArray(Lanes.SPECIES, memory, b + i))
          .intoArray(memory, to + i);
    }
    rest(memory, a, b, to, i);
  }

  private void smaller(float[] memory, int a, int b, int to) {
    int i = 0;
    for (; i <= count - Lanes.COUNT; i += Lanes.COUNT) {
      FloatVector.fromArray(Lanes.SPECIES, memory, a + i)
          .min(FloatVector.fromArray(Lanes.SPECIES, memory, b + i))
          .intoArray(memory, to + i);
    }
    rest(memory, a, b, to, i);
  }

  private void rest(float[] memory, int a, int b, int to, int from) {
    for (int i = from; i < count; i++) {
      memory[to + i] = (float) arithmetic.apply(memory[a + i], memory[b + i]);
    }
  }
}
