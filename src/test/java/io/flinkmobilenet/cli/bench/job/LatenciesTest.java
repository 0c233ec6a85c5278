package io.flinkmobilenet.cli.bench.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void quantilesAreValuesThatWereMeasured() {
    Latencies latencies =
        Latencies.of(IntStream.rangeClosed(1, 200).mapToDouble(i -> 201 - i).toArray());
    assertThat(latencies.quantile(0)).isEqualTo(1);
    assertThat(latencies.quantile(0.5)).isEqualTo(100);
    assertThat(latencies.quantile(0.99)).isEqualTo(198);
    assertThat(latencies.quantile(1)).isEqualTo(200);
    assertThat(Latencies.of(new double[0]).quantile(0.5)).isNaN();
  }
}
