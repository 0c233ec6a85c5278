package io.flinkmobilenet.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {
  private final LatencyHistogram histogram = new LatencyHistogram();

  @Test
  void knowsNothingAtFirst() {
    assertThat(histogram.quantile(0.5)).isNull();
    assertThat(histogram.total()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 7, 12, 99, 1_000, 65_432, 3_600_000, 100_000_000_000L})
  void isOffByAFewPerCentAtMost(long millis) {
    histogram.add(millis);
    assertThat(histogram.quantile(0.99)).isCloseTo(millis, within(1 + 6 * millis / 100));
  }

  @Test
  void findsQuantiles() {
    for (int millis = 1; millis <= 1000; millis++) {
      histogram.add(millis);
    }
    assertThat(histogram.quantile(0)).isLessThanOrEqualTo(1);
    assertThat(histogram.quantile(0.5)).isCloseTo(500, withinPercentage(6));
    assertThat(histogram.quantile(0.99)).isCloseTo(990, withinPercentage(6));
    assertThat(histogram.quantile(1)).isCloseTo(1000, withinPercentage(6));
  }

  @Test
  void addsUp() {
    LatencyHistogram other = new LatencyHistogram();
    other.add(10);
    histogram.add(1000);
    histogram.add(other);
    assertThat(histogram.total()).isEqualTo(2);
    assertThat(histogram.quantile(0.5)).isCloseTo(10, withinPercentage(10));
  }

  @Test
  void takesWhatNoClockShouldSay() {
    histogram.add(-5);
    histogram.add(Long.MAX_VALUE);
    assertThat(histogram.quantile(0.5)).isZero();
    assertThat(histogram.quantile(1)).isPositive();
  }
}
