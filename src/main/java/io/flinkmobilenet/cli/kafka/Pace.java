package io.flinkmobilenet.cli.kafka;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets one thing after the other pass, no faster than so many a second. */
final class Pace {
  private final double nanosBetween;
  private final long started = System.nanoTime();
  private long passed;

  private Pace(double nanosBetween) {
    this.nanosBetween = nanosBetween;
  }

  /**
   * A pace.
   *
   * @param perSecond null for as fast as possible
   */
  static Pace of(Double perSecond) {
    return new Pace(perSecond == null ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond);
  }

  void await() {
    long due = started + (long) (passed++ * nanosBetween);
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
