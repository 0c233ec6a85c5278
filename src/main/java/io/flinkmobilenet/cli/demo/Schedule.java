package io.flinkmobilenet.cli.demo;

import java.util.concurrent.TimeUnit;

/**
 * When what happens while the camera runs.
 *
 * @param begin of the camera, as {@link System#nanoTime()} has it
 * @param swapNanos from then until the other model is published
 * @param endNanos from then until the camera stops; {@link Long#MAX_VALUE} for never
 */
record Schedule(long begin, long swapNanos, long endNanos) {
  boolean swapDue() {
    return elapsed() >= swapNanos;
  }

  /**
   * Whether the camera is to stop.
   *
   * @param seen whether all was seen that there is to see; a slow machine is given as long again
   */
  boolean over(boolean seen) {
    return elapsed() >= endNanos && (seen || elapsed() / 2 >= endNanos);
  }

  /** Whether there is to be a swap before the end. */
  boolean swaps() {
    return swapNanos < endNanos;
  }

  /** What comes next, in words. */
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
