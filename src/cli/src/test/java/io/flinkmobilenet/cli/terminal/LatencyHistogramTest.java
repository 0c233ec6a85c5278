package io.flinkmobilenet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {
  private final LatencyHistogram histogram = new LatencyHistogram(5);

  @Test
  void knowsNothingAtFirst() {
    assertThat(histogram.quantile(0.5)).isNull();
    assertThat(histogram.total()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 11, 16})
  void isAsPreciseAsItsBits(int bits) {
    long largest = 1L << 39;
    for (long value = 0; value < largest; value += 1 + value / 13) {
      LatencyHistogram one = new LatencyHistogram(bits);
      one.add(value);
      long error = value >> bits;
      assertThat(one.quantile(0.5)).isCloseTo(value, within(error));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 16})
  void findsTheQuantilesThatSortingFinds(int bits) {
    Random random = new Random(7);
    long[] values = random.longs(1000, 0, 100_000).toArray();
    LatencyHistogram counted = new LatencyHistogram(bits);
    Arrays.stream(values).forEach(counted::add);
    Arrays.sort(values);
    for (double share : new double[] {0, 0.001, 0.5, 0.9, 0.99, 1}) {
      long expected = values[Math.max(0, (int) Math.ceil(share * values.length) - 1)];
      assertThat(counted.quantile(share)).isCloseTo(expected, within(expected >> bits));
    }
  }

  @Test
  void addsUp() {
    LatencyHistogram other = new LatencyHistogram(5);
    other.add(10);
    histogram.add(1000);
    histogram.add(other);
    other.add(histogram);
    assertThat(histogram.total()).isEqualTo(2);
    assertThat(histogram.quantile(0.5)).isEqualTo(10);
    assertThat(other.total()).isEqualTo(3);
    assertThat(other.quantile(1)).isCloseTo(1000L, within(1000L / 32));
    assertThatThrownBy(() -> histogram.add(new LatencyHistogram(6)))
        .hasMessage("expected 5 bits, found 6");
  }

  @Test
  void acceptsLatenciesThatCannotBe() {
    histogram.add(-5);
    histogram.add(Long.MAX_VALUE);
    assertThat(histogram.quantile(0.5)).isZero();
    assertThat(histogram.quantile(1)).isGreaterThan(1L << 39);
  }
}
