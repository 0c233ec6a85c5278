package io.flinkmobilenet.cli.kafka;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Limits events to a number per second. */
public final class Pace {
  private final double nanosBetween;
  private final long started = System.nanoTime();
  private long passed;

  private Pace(double nanosBetween) {
    this.nanosBetween = nanosBetween;
  }

  /**
   * Creates a pace.
   *
   * @param perSecond events per second; null for no limit
   */
  public static Pace of(Double perSecond) {
    return new Pace(perSecond == null ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond);
  }

  /** Waits until the next event is due. */
  public void await() {
    await(() -> false);
  }

  /**
   * Waits until the next event is due or is no longer needed. Whoever makes it unnecessary must
   * unpark the waiting thread.
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
