package io.flinkmobilenet.showcase.demo;

import java.util.concurrent.TimeUnit;

/**
 * The schedule of events while the camera runs.
 *
 * @param begin start of the camera, in terms of {@link System#nanoTime()}
 * @param swapNanos time from the start until the other model is published
 * @param endNanos time from the start until the camera stops; {@link Long#MAX_VALUE} for never
 */
record Schedule(long begin, long swapNanos, long endNanos) {
  boolean swapDue() {
    return elapsed() >= swapNanos;
  }

  /**
   * True if the camera should stop.
   *
   * @param seen true if everything has been shown; otherwise up to twice the time is allowed
   */
  boolean over(boolean seen) {
    return elapsed() >= endNanos && (seen || elapsed() / 2 >= endNanos);
  }

  /** True if the model is replaced before the end. */
  boolean swaps() {
    return swapNanos < endNanos;
  }

  /** Description of the next event. */
  String next(boolean swapToCome) {
    if (swapToCome && swaps()) {
      return "next model in %d s".formatted(seconds(swapNanos - elapsed()));
    }
    return endNanos == Long.MAX_VALUE
        ? "Ctrl-C stops"
        : "ends in %d s".formatted(seconds(endNanos - elapsed()));
  }

  double elapsedSeconds() {
    return elapsed() / 1e9;
  }

  private long elapsed() {
    return System.nanoTime() - begin;
  }

  private static long seconds(long nanos) {
    return Math.max(0, TimeUnit.NANOSECONDS.toSeconds(nanos));
  }
}
