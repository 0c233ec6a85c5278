package io.flinkmobilenet.showcase.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CameraOptionsTest {
  private static final long NOW = System.nanoTime();

  @Test
  void swapsAfterAQuarterOfAMinuteAndNeverEndsUnlessTold() {
    Schedule schedule = schedule();
    assertThat(schedule.swapNanos()).isEqualTo(seconds(15));
    assertThat(schedule.swaps()).isTrue();
    assertThat(schedule.over(true)).isFalse();
    assertThat(schedule.next(false)).isEqualTo("Ctrl-C stops");
    assertThat(schedule.next(true)).startsWith("next model in 1");
  }

  @Test
  void countsFromTheCamerasFirstImage() {
    Schedule schedule = schedule("--for=60s");
    assertThat(schedule.begin()).isEqualTo(NOW);
    assertThat(schedule.endNanos()).isEqualTo(seconds(60));
    assertThat(schedule.swapNanos()).isEqualTo(seconds(15));
    assertThat(schedule("--for=30s").swapNanos()).isEqualTo(seconds(10));
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
    assertThat(schedule("--swap-after=2s").swapNanos()).isEqualTo(seconds(2));
    assertThat(schedule("--for=10s", "--swap-after=1min").swaps()).isFalse();
  }

  private static Schedule schedule(String... arguments) {
    CameraOptions options = new CameraOptions();
    new CommandLine(options).parseArgs(arguments);
    return options.schedule(NOW);
  }

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
