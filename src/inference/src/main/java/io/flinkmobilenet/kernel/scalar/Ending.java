package io.flinkmobilenet.kernel.scalar;

import io.flinkmobilenet.graph.Epilogue;

/**
 * Applies an epilogue to sums.
 *
 * @param epilogue activation and addition
 * @param memory holds the second input
 * @param inputs starts of the inputs; the second one is added
 */
record Ending(Epilogue epilogue, float[] memory, int[] inputs) {
  /** Returns what is stored for the sum at the given index of the output. */
  float apply(double sum, int at) {
    return switch (epilogue.addition()) {
      case NONE -> (float) epilogue.activation().apply(sum);
      case BEFORE_ACTIVATION -> (float) epilogue.activation().apply(sum + memory[inputs[1] + at]);
      case AFTER_ACTIVATION -> (float) (epilogue.activation().apply(sum) + memory[inputs[1] + at]);
    };
  }
}
