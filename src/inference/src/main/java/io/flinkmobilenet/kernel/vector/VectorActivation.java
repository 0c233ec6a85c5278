package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.simd.IntLanes;
import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/** An activation of consecutive floats, in place. */
final class VectorActivation {
  private VectorActivation() {}

  static void run(Activation activation, float[] memory, int from, int count) {
    if (TileEnding.has(activation)) {
      if (!activation.linear()) {
        Clamp.run(memory, from, count, TileEnding.most(activation));
      }
      return;
    }
    if (count < Lanes.COUNT) {
      rest(activation, memory, from, 0, count);
      return;
    }
    float first = (float) activation.first();
    float second = (float) activation.second();
    switch (activation.kind()) {
      case CLIP -> clip(memory, from, count, first, second);
      case LEAKY_RELU -> leakyRelu(memory, from, count, first);
      case HARD_SIGMOID -> hardSigmoid(memory, from, count, first, second);
      case HARD_SWISH -> hardSwish(activation, memory, from, count);
      case SCALE -> scale(memory, from, count, first);
      case SIGMOID ->
          exponential(VectorExponential.Function.SIGMOID, activation, memory, from, count);
      case SILU -> exponential(VectorExponential.Function.SILU, activation, memory, from, count);
      case TANH -> rest(activation, memory, from, VectorTanh.run(memory, from, count), count);
      default -> rest(activation, memory, from, 0, count);
    }
  }

  private static void exponential(
      VectorExponential.Function function,
      Activation activation,
      float[] memory,
      int from,
      int count) {
    int done = VectorExponential.run(function, memory, from, count);
    rest(activation, memory, from, done, count);
  }

  private static void rest(Activation activation, float[] memory, int from, int done, int count) {
    for (int i = from + done; i < from + count; i++) {
      memory[i] = (float) activation.apply(memory[i]);
    }
  }

  private static void clip(float[] memory, int from, int count, float least, float most) {
    for (int i = from; i < from + count; i++) {
      memory[i] = Math.min(Math.max(memory[i], least), most);
    }
  }

  private static void leakyRelu(float[] memory, int from, int count, float slope) {
    for (int i = from; i < from + count; i++) {
      memory[i] = memory[i] < 0 ? memory[i] * slope : memory[i];
    }
  }

  private static void hardSigmoid(float[] memory, int from, int count, float by, float plus) {
    for (int i = from; i < from + count; i++) {
      memory[i] = Math.min(Math.max(memory[i] * by + plus, 0), 1);
    }
  }

  private static void scale(float[] memory, int from, int count, float factor) {
    for (int i = from; i < from + count; i++) {
      memory[i] *= factor;
    }
  }

  /** x · min(max(x + 3, 0), 6) / 6, whose limits are compared as {@link Clamp} does. */
  private static void hardSwish(Activation activation, float[] memory, int from, int count) {
    FloatVector three = FloatVector.broadcast(Lanes.SPECIES, 3);
    FloatVector sixth = FloatVector.broadcast(Lanes.SPECIES, 1 / 6f);
    IntVector zero = IntVector.zero(IntLanes.SPECIES);
    IntVector six = IntVector.broadcast(IntLanes.SPECIES, Float.floatToRawIntBits(6));
    int i = 0;
    for (; i <= count - Lanes.COUNT; i += Lanes.COUNT) {
      FloatVector x = FloatVector.fromArray(Lanes.SPECIES, memory, from + i);
      x.add(three)
          .reinterpretAsInts()
          .max(zero)
          .min(six)
          .reinterpretAsFloats()
          .mul(sixth)
          .mul(x)
          .intoArray(memory, from + i);
    }
    rest(activation, memory, from, i, count);
  }
}
