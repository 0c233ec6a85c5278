package io.flinkmobilenet.stream.judge;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Exact confidence bounds of a share of images, of which a sample was counted: those of Clopper and
 * Pearson. The true share is beyond a bound with at most the stated probability, however small the
 * sample is.
 *
 * @see <a href="https://doi.org/10.1093/biomet/26.4.404">Clopper and Pearson, The use of confidence
 *     or fiducial limits illustrated in the case of the binomial</a>
 */
final class BinomialBounds {
  private BinomialBounds() {}

  /**
   * Returns the lower bound of the share.
   *
   * @param bad images that have the property, 0 to {@code counted}
   * @param counted images of the sample
   * @param error probability that the true share is below the bound
   */
  static double lower(long bad, long counted, double error) {
    return bad == 0
        ? 0
        : BetaDistribution.of(bad, counted - bad + 1.0).inverseCumulativeProbability(error);
  }

  /**
   * Returns the upper bound of the share; 1 if nothing was counted.
   *
   * @param bad images that have the property, 0 to {@code counted}
   * @param counted images of the sample
   * @param error probability that the true share is above the bound
   */
  static double upper(long bad, long counted, double error) {
    return bad == counted
        ? 1
        : BetaDistribution.of(bad + 1.0, counted - bad).inverseSurvivalProbability(error);
  }
}
