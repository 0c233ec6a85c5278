package io.flinkmobilenet.cluster;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for conditions, never for time. */
final class Await {
  private static final int POLL_MILLIS = 50;

  private Await() {}

  /** A condition whose check may fail. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }

  /**
   * Waits until the condition holds. A condition that throws does not hold yet.
   *
   * @throws AssertionError if the time is up; its cause is the last exception of the condition
   */
  static void until(String what, Duration patience, Condition condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    Exception last = null;
    while (System.nanoTime() - deadline < 0) {
      try {
        if (condition.holds()) {
          return;
        }
        last = null;
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        last = e;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    throw new AssertionError("not within " + patience.toSeconds() + " s: " + what, last);
  }
}
