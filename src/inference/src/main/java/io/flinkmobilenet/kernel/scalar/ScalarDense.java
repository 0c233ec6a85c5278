package io.flinkmobilenet.kernel.scalar;

import io.flinkmobilenet.graph.Epilogue;
import io.flinkmobilenet.kernel.OperatorKernel;

/**
 * Fully connected layer.
 *
 * @param inputs K
 * @param weights {@code [N][K]}
 * @param sums bias of the sums
 * @param epilogue operations on the sums
 */
record ScalarDense(int inputs, float[] weights, Affine sums, Epilogue epilogue)
    implements OperatorKernel {
  @Override
  public void run(float[] memory, int[] from, int output, int scratch) {
    for (int n = 0; n < weights.length / inputs; n++) {
      double sum = 0;
      for (int k = 0; k < inputs; k++) {
        sum += (double) weights[n * inputs + k] * memory[from[0] + k];
      }
      memory[output + n] = Ending.apply(epilogue, sums.apply(n, sum), memory, from, n);
    }
  }
}
