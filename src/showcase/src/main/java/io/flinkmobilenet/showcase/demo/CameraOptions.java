package io.flinkmobilenet.showcase.demo;

import io.flinkmobilenet.cli.kafka.DurationConverter;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import java.time.Duration;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Options of the demonstration with the camera. */
final class CameraOptions {
  private static final double DEFAULT_RATE = 30;
  private static final long DEFAULT_SEED = 42;
  private static final Duration DEFAULT_SWAP = Duration.ofSeconds(15);

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description =
          "Stop the camera this long after its first image, for example 60s; later if the machine"
              + " is too slow to show everything by then (default: until Ctrl-C).")
  private Duration duration;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Images per second of the camera (default: 30).")
  private Double rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the camera's images (default: 42).")
  private Long seed;

  @Option(
      names = "--swap-after",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description =
          "Time from the camera's first image until version 2 of the bundled model replaces"
              + " version 1 (default: 15s, or a third of the camera's time if that is less).")
  private Duration swapAfter;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of the page, 0 for a free one (default: 8090, or a free one).")
  private Integer port;

  @Option(names = "--no-page", description = "Do not serve a page.")
  private boolean noPage;

  void check() throws CommandFailure {
    if (rate != null && !(rate > 0)) {
      throw CommandFailure.usage("--rate must be greater than 0, found " + rate, null);
    }
    if (Stream.of(duration, swapAfter).anyMatch(time -> time != null && time.isZero())) {
      throw CommandFailure.usage("--for and --swap-after must be longer than 0", null);
    }
    if (port != null && (noPage || port < 0 || port > 65_535)) {
      throw CommandFailure.usage("--port must be 0 to 65535 and excludes --no-page", null);
    }
  }

  /** True if any of these options was given. */
  boolean given() {
    return noPage || Stream.of(duration, rate, seed, swapAfter, port).anyMatch(o -> o != null);
  }

  boolean swapGiven() {
    return swapAfter != null;
  }

  double rate() {
    return rate == null ? DEFAULT_RATE : rate;
  }

  long seed() {
    return seed == null ? DEFAULT_SEED : seed;
  }

  boolean page() {
    return !noPage;
  }

  /** The chosen port; null if any port is acceptable. */
  Integer port() {
    return port;
  }

  /**
   * The schedule of the demonstration.
   *
   * @param now {@link System#nanoTime()} when the camera starts
   */
  Schedule schedule(long now) {
    long end = Long.MAX_VALUE;
    long swap = (swapAfter == null ? DEFAULT_SWAP : swapAfter).toNanos();
    if (duration != null) {
      end = duration.toNanos();
      swap = swapAfter == null ? Math.min(swap, end / 3) : swap;
    }
    return new Schedule(now, swap, end);
  }
}
