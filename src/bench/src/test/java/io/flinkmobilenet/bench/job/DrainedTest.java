package io.flinkmobilenet.bench.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DrainedTest {
  /** 100 predictions in one second, then 50 in the next, and more before and after. */
  private static final long[] MADE =
      LongStream.concat(
              LongStream.range(90, 200).map(i -> 10 * i),
              LongStream.range(0, 80).map(i -> 2000 + 20 * i))
          .toArray();

  private static final Map<String, Used> USED = Map.of(ResourceUse.OWN, new Used(15_000_000, 60));

  private final Drained drained = new Drained(1000, 3000, MADE, USED, Map.of());

  @Test
  void countsWhatLiesInTheWindow() {
    assertThat(drained.images()).isEqualTo(150);
    assertThat(drained.imagesPerSecond()).isEqualTo(75);
    assertThat(drained.slices()).containsExactly(50, 100);
  }

  @Test
  void findsTheBusiestMomentBetweenIdleOnes() {
    long[] bursts = LongStream.range(0, 300).map(i -> 1000 * (i / 100) + i % 100).toArray();
    assertThat(Drained.peakRate(bursts)).isEqualTo(400);
    assertThat(Drained.peakRate(MADE)).isEqualTo(100);
    assertThat(Drained.peakRate(new long[0])).isZero();
  }

  @Test
  void takesAShortWindowAsAWhole() {
    assertThat(new Drained(1000, 1500, MADE, USED, Map.of()).slices()).containsExactly(100);
  }

  @Test
  void countsWhatItsImagesCost() {
    CostPerImage consumption = drained.consumption();
    assertThat(consumption.nanos()).isEqualTo(2_000_000_000L);
    assertThat(consumption.images()).isEqualTo(150);
    assertThat(consumption.users()).isEqualTo(USED);
  }
}
