package io.flinkmobilenet.cli.kafka;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Lets one thing after the other pass, no faster than so many a second. */
public final class Pace {
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
  public static Pace of(Double perSecond) {
    return new Pace(perSecond == null ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond);
  }

  /** Waits until the next one may pass. */
  public void await() {
    await(() -> false);
  }

  /**
   * Waits until the next one may pass, or there is no use in it any more: whoever makes that so
   * unparks the thread that waits.
   */
  public void await(BooleanSupplier useless) {
    long due = started + (long) (passed++ * nanosBetween);
    for (long left = due - System.nanoTime();
        left > 0 && !useless.getAsBoolean();
        left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
