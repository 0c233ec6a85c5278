package io.flinkmobilenet.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CameraOptionsTest {
  private static final long NOW = System.nanoTime();

  @Test
  void swapsAfterAQuarterOfAMinuteAndNeverEndsUnlessTold() {
    Schedule schedule = schedule(0);
    assertThat(schedule.swapNanos()).isEqualTo(seconds(15));
    assertThat(schedule.swaps()).isTrue();
    assertThat(schedule.over(true)).isFalse();
    assertThat(schedule.next(false)).isEqualTo("Ctrl-C stops");
    assertThat(schedule.next(true)).startsWith("next model in 1");
  }

  @Test
  void countsStartingAndStoppingAsPartOfTheTime() {
    assertThat(schedule(8, "--for=60s").endNanos()).isEqualTo(seconds(48));
    assertThat(schedule(8, "--for=60s").swapNanos()).isEqualTo(seconds(15));
  }

  @Test
  void givesTheCameraHalfOfTheTimeAtLeast() {
    Schedule schedule = schedule(25, "--for=30s");
    assertThat(schedule.endNanos()).isEqualTo(seconds(15));
    assertThat(schedule.swapNanos()).isEqualTo(seconds(5));
  }

  @Test
  void waitsOnASlowMachineAsLongAgainForWhatIsToBeSeen() {
    Schedule over = new Schedule(System.nanoTime() - seconds(15), seconds(5), seconds(10));
    assertThat(over.over(true)).isTrue();
    assertThat(over.over(false)).isFalse();
    Schedule longOver = new Schedule(System.nanoTime() - seconds(25), seconds(5), seconds(10));
    assertThat(longOver.over(false)).isTrue();
  }

  @Test
  void swapsWhenItIsTold() {
    assertThat(schedule(1, "--swap-after=2s").swapNanos()).isEqualTo(seconds(2));
    assertThat(schedule(1, "--for=10s", "--swap-after=1min").swaps()).isFalse();
  }

  private static Schedule schedule(long secondsToStart, String... arguments) {
    CameraOptions options = new CameraOptions();
    new CommandLine(options).parseArgs(arguments);
    return options.schedule(NOW - seconds(secondsToStart), NOW);
  }

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
