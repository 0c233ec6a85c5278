package io.flinkmobilenet.graph;

/**
 * The Gauss error function, 2 / √π · ∫₀ˣ exp(−t²) dt, with an absolute error of at most 1.5e-7, and
 * near 0 with the precision of floats.
 *
 * @see <a href="https://personal.math.ubc.ca/~cbm/aands/page_297.htm">Abramowitz and Stegun 1964,
 *     formulas 7.1.5 and 7.1.26</a>
 */
final class ErrorFunction {
  private static final double P = 0.3275911;
  private static final double A1 = 0.254829592;
  private static final double A2 = -0.284496736;
  private static final double A3 = 1.421413741;
  private static final double A4 = -1.453152027;
  private static final double A5 = 1.061405429;

  /** Below this, {@link #TERMS} terms of the series are exact to 1e-10. */
  private static final double SMALL = 0.5;

  private static final int TERMS = 7;

  private ErrorFunction() {}

  static double of(double x) {
    return Math.abs(x) < SMALL ? series(x) : approximation(x);
  }

  private static double series(double x) {
    double power = x;
    double sum = x;
    for (int n = 1; n <= TERMS; n++) {
      power *= -x * x / n;
      sum += power / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  private static double approximation(double x) {
    double t = 1 / (1 + P * Math.abs(x));
    double sum = t * (A1 + t * (A2 + t * (A3 + t * (A4 + t * A5))));
    return Math.copySign(1 - sum * Math.exp(-x * x), x);
  }
}
