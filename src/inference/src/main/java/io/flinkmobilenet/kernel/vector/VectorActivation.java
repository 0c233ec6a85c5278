package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Activation;

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
    float first = (float) activation.first();
    float second = (float) activation.second();
    switch (activation.kind()) {
      case CLIP -> clip(memory, from, count, first, second);
      case LEAKY_RELU -> leakyRelu(memory, from, count, first);
      case HARD_SIGMOID -> hardSigmoid(memory, from, count, first, second);
      case HARD_SWISH -> hardSwish(memory, from, count);
      case SCALE -> scale(memory, from, count, first);
      case SIGMOID, SILU -> {
        boolean timesX = activation.kind() == Activation.Kind.SILU;
        int done = VectorExponential.logistic(memory, from, count, timesX);
        rest(activation, memory, from, done, count);
      }
      case TANH -> rest(activation, memory, from, VectorTanh.run(memory, from, count), count);
      default -> rest(activation, memory, from, 0, count);
    }
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

  private static void hardSwish(float[] memory, int from, int count) {
    for (int i = from; i < from + count; i++) {
      memory[i] *= Math.min(Math.max(memory[i] / 6 + 0.5f, 0), 1);
    }
  }
}
