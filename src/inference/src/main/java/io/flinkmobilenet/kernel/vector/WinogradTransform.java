package io.flinkmobilenet.kernel.vector;

/**
 * One-dimensional transforms of Winograd's algorithm for windows of three taps: {@link #outputs()}
 * sums y of neighbouring windows over n = outputs + 2 inputs d with the taps g are
 *
 * <pre>
 * y = Aᵀ (G g ⊙ Bᵀ d)
 * </pre>
 *
 * <p>which takes n multiplications instead of 3 · outputs. Applied to rows and then to columns, the
 * transforms do the same for 3×3 windows.
 *
 * @see <a href="https://arxiv.org/abs/1509.09308">Lavin and Gray 2015, section 4</a>
 */
interface WinogradTransform {
  /** Returns the number of sums. */
  int outputs();

  /** Returns G, {@code [n][3]}. */
  double[][] filter();

  /** Returns a u {@code [n]} with Aᵀ u = 1: a bias b of all sums is b · u among the products. */
  double[] ones();

  /**
   * Computes Bᵀ d for each of some consecutive values.
   *
   * @param from start of the first input of all values
   * @param fromStep number of floats to the next input
   * @param to start of the first result of all values
   * @param toStep number of floats to the next result
   * @param count number of values, at least one vector
   */
  void input(float[] memory, int from, int fromStep, int to, int toStep, int count);

  /**
   * Computes Aᵀ m for each of some consecutive values, which may be done in place.
   *
   * @param count number of values, whole vectors
   */
  void output(float[] memory, int from, int fromStep, int to, int toStep, int count);
}
