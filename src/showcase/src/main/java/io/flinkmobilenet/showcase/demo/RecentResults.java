package io.flinkmobilenet.showcase.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/** The predictions of the last seconds. */
final class RecentResults {
  private static final long SPAN_MILLIS = 5000;

  /**
   * Predictions arrive when a checkpoint commits them, so those of the last moments are still
   * missing.
   */
  private static final long LAG_MILLIS = 2000;

  private final Deque<Result> results = new ArrayDeque<>();
  private long started = Long.MAX_VALUE;

  /**
   * A prediction.
   *
   * @param at time at which it was made, milliseconds since 1970
   * @param latency milliseconds since the image was taken
   * @param right true if it is right; null if that is not known
   */
  private record Result(long at, long latency, Boolean right) {}

  void add(long at, long latency, Boolean right) {
    started = Math.min(started, at - latency);
    results.addLast(new Result(at, latency, right));
    forget(at);
  }

  /** Predictions per second. */
  double perSecond(long now) {
    forget(now - LAG_MILLIS);
    if (results.isEmpty()) {
      return 0;
    }
    long end = Math.max(results.getLast().at(), now - LAG_MILLIS);
    long seconds = Math.max(1000, Math.min(SPAN_MILLIS, end - started));
    return 1000.0 * results.size() / seconds;
  }

  /** Median latency, milliseconds; null if there are no predictions. */
  Long latency() {
    long[] sorted = results.stream().mapToLong(Result::latency).sorted().toArray();
    return sorted.length == 0 ? null : sorted[sorted.length / 2];
  }

  /** Share of the judged predictions that are right; null if there are none. */
  Double accuracy() {
    long judged = results.stream().map(Result::right).filter(Objects::nonNull).count();
    long right = results.stream().map(Result::right).filter(Boolean.TRUE::equals).count();
    return judged == 0 ? null : (double) right / judged;
  }

  private void forget(long now) {
    while (!results.isEmpty() && results.getFirst().at() <= now - SPAN_MILLIS) {
      results.removeFirst();
    }
  }
}
