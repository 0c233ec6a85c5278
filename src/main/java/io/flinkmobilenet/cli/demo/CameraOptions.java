package io.flinkmobilenet.cli.demo;

import io.flinkmobilenet.cli.kafka.DurationConverter;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import java.time.Duration;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options of a demonstration with the camera. */
final class CameraOptions {
  private static final double DEFAULT_RATE = 30;
  private static final long DEFAULT_SEED = 42;
  private static final Duration DEFAULT_SWAP = Duration.ofSeconds(15);

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description =
          "Stop the camera so long after its first image, 60s for example; later where the machine"
              + " is too slow to show by then what there is to see (default: until Ctrl-C).")
  private Duration duration;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Pictures a second of the camera (default: 30).")
  private Double rate;

  @Option(names = "--seed", paramLabel = "N", description = "What the camera sees (default: 42).")
  private Long seed;

  @Option(
      names = "--swap-after",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description =
          "When version 2 of the bundled model is to replace version 1, counted from the camera's"
              + " first picture (default: 15s, or a third of the camera's time if that is less).")
  private Duration swapAfter;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of the page, 0 for a free one (default: 8090, or a free one).")
  private Integer port;

  @Option(names = "--no-page", description = "Serve no page.")
  private boolean noPage;

  void check() throws CommandFailure {
    if (rate != null && !(rate > 0)) {
      throw CommandFailure.usage("--rate must be greater than 0, found " + rate, null);
    }
    if (Stream.of(duration, swapAfter).anyMatch(time -> time != null && time.isZero())) {
      throw CommandFailure.usage("--for and --swap-after must be longer than 0", null);
    }
    if (port != null && (noPage || port < 0 || port > 65_535)) {
      throw CommandFailure.usage("--port must be 0 to 65535 and goes without --no-page", null);
    }
  }

  /** Whether any of them was given. */
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

  /** Null where any port will do. */
  Integer port() {
    return port;
  }

  /**
   * When what happens.
   *
   * @param now as the camera begins, {@link System#nanoTime()}
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
