package io.flinkmobilenet.kernel.scalar;

import io.flinkmobilenet.graph.Epilogue;

/** Applies an epilogue to sums. */
final class Ending {
  private Ending() {}

  /**
   * Returns what is stored for a sum.
   *
   * @param memory holds the second input
   * @param inputs starts of the inputs; the second one is added
   * @param at index of the sum in the output
   */
  static float apply(Epilogue epilogue, double sum, float[] memory, int[] inputs, int at) {
    return switch (epilogue.addition()) {
      case NONE -> (float) epilogue.activation().apply(sum);
      case BEFORE_ACTIVATION -> (float) epilogue.activation().apply(sum + memory[inputs[1] + at]);
      case AFTER_ACTIVATION -> (float) (epilogue.activation().apply(sum) + memory[inputs[1] + at]);
    };
  }
}
