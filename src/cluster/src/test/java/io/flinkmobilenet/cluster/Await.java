package io.flinkmobilenet.cluster;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for conditions, never for time. */
final class Await {
  private static final int POLL_MILLIS = 50;

  private Await() {}

  /** Something that is so or not, as far as can be told. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }

  /**
   * Waits until the condition holds. One that throws does not hold yet.
   *
   * @throws AssertionError after the time, with what was thrown last
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
