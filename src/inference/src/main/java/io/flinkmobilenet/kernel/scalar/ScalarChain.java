package io.flinkmobilenet.kernel.scalar;

import io.flinkmobilenet.kernel.OperatorKernel;
import java.util.List;

/**
 * Convolutions one after another, with whole maps in working memory between them.
 *
 * @param layers the convolutions
 * @param read number of values that each of them reads
 */
record ScalarChain(List<OperatorKernel> layers, int[] read) implements OperatorKernel {
  @Override
  public int scratch() {
    int floats = 0;
    for (int layer = 1; layer < read.length; layer++) {
      floats = Math.addExact(floats, read[layer]);
    }
    return floats;
  }

  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    int[] operands = inputs.clone();
    int next = scratch;
    for (int layer = 0; layer < read.length; layer++) {
      boolean last = layer == read.length - 1;
      layers.get(layer).run(memory, operands, last ? output : next, next);
      operands[0] = next;
      next += last ? 0 : read[layer + 1];
    }
  }
}
