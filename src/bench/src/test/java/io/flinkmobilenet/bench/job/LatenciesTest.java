package io.flinkmobilenet.bench.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void quantilesAreValuesThatWereMeasured() {
    Latencies latencies = Latencies.of(LongStream.rangeClosed(1, 200).map(i -> 100 * (201 - i)));
    assertThat(latencies.quantile(0)).isEqualTo(0.1);
    assertThat(latencies.quantile(0.5)).isEqualTo(10);
    assertThat(latencies.quantile(0.99)).isEqualTo(19.8);
    assertThat(latencies.quantile(1)).isEqualTo(20);
    assertThat(Latencies.of(LongStream.empty()).quantile(0.5)).isNaN();
  }
}
