package io.flinkmobilenet.stream.fetch;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A point of time up to which something must be done.
 *
 * @param nanoTime the point of time, as {@link System#nanoTime} counts
 */
record TimeLimit(long nanoTime) {
  static TimeLimit in(Duration duration) {
    return new TimeLimit(System.nanoTime() + duration.toNanos());
  }

  TimeLimit atMost(Duration duration) {
    return new TimeLimit(System.nanoTime() + Math.min(remainingNanos(), duration.toNanos()));
  }

  long remainingNanos() {
    return Math.max(0, nanoTime - System.nanoTime());
  }

  /**
   * Returns the remaining milliseconds, at least 1.
   *
   * @throws SocketTimeoutException if the time is over
   */
  int remainingMillis() throws SocketTimeoutException {
    long nanos = remainingNanos();
    if (nanos == 0) {
      throw new SocketTimeoutException("the time limit is over");
    }
    return (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
  }
}
