package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Filters;

/** Transforms 3×3 filters for {@link WinogradConvolution}, while a plan is compiled. */
final class WinogradFilters {
  private static final int SIZE = 3;
  private static final int TAPS = SIZE * SIZE;

  private WinogradFilters() {}

  /**
   * Returns one position of the transformed filters.
   *
   * @param filters weights {@code [N][K][3][3]}
   * @param row row of G for the position's row
   * @param column row of G for the position's column
   * @param ones factor of the biases
   * @return weights {@code [N][K]}
   */
  static Filters of(Filters filters, double[] row, double[] column, double ones) {
    double[] factors = new double[TAPS];
    for (int tap = 0; tap < TAPS; tap++) {
      factors[tap] = row[tap / SIZE] * column[tap % SIZE];
    }
    float[] weights = new float[filters.size() / TAPS];
    transform(filters.weights(), factors, weights);
    float[] bias = new float[filters.count()];
    for (int n = 0; n < bias.length; n++) {
      bias[n] = (float) (filters.bias()[n] * ones);
    }
    return new Filters(filters.count(), filters.taps() / TAPS, weights, bias);
  }

  private static void transform(float[] from, double[] factors, float[] to) {
    for (int i = 0; i < to.length; i++) {
      double sum = 0;
      for (int tap = 0; tap < TAPS; tap++) {
        sum += factors[tap] * from[i * TAPS + tap];
      }
      to[i] = (float) sum;
    }
  }
}
