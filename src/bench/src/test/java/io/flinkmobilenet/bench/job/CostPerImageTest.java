package io.flinkmobilenet.bench.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CostPerImageTest {
  private static final String DECODE = "decode and normalise";
  private static final Offset<Double> NEARLY = within(1e-9);

  /** 150 images in two seconds. */
  private final CostPerImage consumption =
      new CostPerImage(
          2_000_000_000,
          150,
          Map.of(
              DECODE,
              new Used(300_000_000, 30_000_000),
              ResourceUse.PRODUCERS,
              new Used(150_000_000, 1_500_000),
              ResourceUse.OWN,
              new Used(15_000_000, 60_000),
              ResourceUse.SERVICES,
              new Used(30_000_000, 75_000),
              ResourceUse.JVM,
              new Used(45_000_000, 0)));

  @Test
  void givesTheJobWhatItsThreadsUsed() {
    assertThat(consumption.jobCpuMillis()).isCloseTo(3, NEARLY);
    assertThat(consumption.processCpuMillis()).isCloseTo(3.6, NEARLY);
  }

  @Test
  void namesWhoUsedMostFirst() {
    assertThat(consumption.names())
        .containsExactly(
            DECODE, ResourceUse.PRODUCERS, ResourceUse.JVM, ResourceUse.SERVICES, ResourceUse.OWN);
    assertThat(consumption.cpuMillis(DECODE)).isCloseTo(2, NEARLY);
    assertThat(consumption.cpuMillis("unknown")).isZero();
  }

  @Test
  void givesEachTheHeapThatItAllocated() {
    assertThat(consumption.heapKilobytes(DECODE)).isCloseTo(200, NEARLY);
    assertThat(consumption.heapKilobytes(ResourceUse.PRODUCERS)).isCloseTo(10, NEARLY);
    assertThat(consumption.heapKilobytes("unknown")).isZero();
    assertThat(consumption.jobHeapKilobytes()).isCloseTo(210, NEARLY);
  }

  @Test
  void tellsHowManyProcessorsWereBusy() {
    assertThat(consumption.busyProcessors()).isCloseTo(0.27, NEARLY);
  }
}
