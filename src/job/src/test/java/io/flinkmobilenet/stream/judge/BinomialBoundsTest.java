package io.flinkmobilenet.stream.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialBoundsTest {
  /** With the bound as the true share, a sample at least as far away has the stated probability. */
  @ParameterizedTest
  @CsvSource({"1,10,0.05", "3,10,0.025", "40,400,0.001", "399,400,0.01", "5000,20000,0.00001"})
  void theBoundsAreExact(long bad, int counted, double error) {
    double lower = BinomialBounds.lower(bad, counted, error);
    assertThat(BinomialDistribution.of(counted, lower).survivalProbability((int) bad - 1))
        .isCloseTo(error, within(error * 1e-6));
    double upper = BinomialBounds.upper(bad, counted, error);
    assertThat(BinomialDistribution.of(counted, upper).cumulativeProbability((int) bad))
        .isCloseTo(error, within(error * 1e-6));
    assertThat((double) bad / counted).isBetween(lower, upper);
  }

  @Test
  void nothingAndEverythingHaveOneBoundEach() {
    assertThat(BinomialBounds.lower(0, 50, 0.05)).isZero();
    assertThat(BinomialBounds.upper(0, 50, 0.05)).isCloseTo(1 - Math.pow(0.05, 0.02), within(1e-9));
    assertThat(BinomialBounds.upper(50, 50, 0.05)).isOne();
    assertThat(BinomialBounds.lower(50, 50, 0.05)).isCloseTo(Math.pow(0.05, 0.02), within(1e-9));
    assertThat(BinomialBounds.lower(0, 0, 0.05)).isZero();
    assertThat(BinomialBounds.upper(0, 0, 0.05)).isOne();
  }

  @Test
  void theLargestSamplesHaveBounds() {
    long most = 1_000_000_000L;
    assertThat(BinomialBounds.lower(most / 4, most, 1e-9)).isBetween(0.2499, 0.25);
    assertThat(BinomialBounds.upper(most / 4, most, 1e-9)).isBetween(0.25, 0.2501);
    assertThat(BinomialBounds.lower(1, most, 1e-12)).isBetween(0.0, 1e-9);
    assertThat(BinomialBounds.upper(most - 1, most, 1e-12)).isBetween(1 - 1e-9, 1.0);
  }
}
