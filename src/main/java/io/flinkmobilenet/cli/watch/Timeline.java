package io.flinkmobilenet.cli.watch;

import io.flinkmobilenet.cli.watch.WatchSnapshot.Curves;
import io.flinkmobilenet.cli.watch.WatchSnapshot.Recent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Throughput, latency and accuracy of the latest seconds.
 *
 * <p>A prediction counts in the second in which it was made. It is read some time later, with
 * exactly-once delivery after the next checkpoint: so a second without predictions means a
 * standstill only when a later one has some, or when it is long past.
 */
final class Timeline {
  /** Seconds of curve. */
  static final int SPAN = 180;

  /** Seconds after which nothing is expected any more. */
  private static final int PATIENCE = 15;

  /** Seconds that another machine's clock may be ahead. */
  private static final int SKEW = 60;

  /** Seconds that make up what is called now. */
  private static final int RECENT = 5;

  private final PerSecond<LatencyHistogram> latencies =
      new PerSecond<>(SPAN, LatencyHistogram::new);
  private final ScoreCurve accuracy = new ScoreCurve(SPAN);
  private long oldest = Long.MAX_VALUE;
  private long newest;

  /**
   * Where the curves count what happened in a second; nowhere where it is too long ago. What seems
   * to come from the future, as clocks differ, counts now.
   */
  static OptionalLong place(long second, long now) {
    return second > now - SPAN && second <= now + SKEW
        ? OptionalLong.of(Math.min(second, now))
        : OptionalLong.empty();
  }

  void predicted(long second, long latency) {
    latencies.of(second).add(latency);
    oldest = Math.min(oldest, second);
    newest = Math.max(newest, second);
  }

  void judged(long second, boolean isRight) {
    accuracy.add(second, isRight);
  }

  /** The latest second of which all is known. */
  long complete(long now) {
    return Math.max(Math.min(newest, now) - 1, now - PATIENCE);
  }

  Recent recent(long now) {
    long complete = complete(now);
    long first = Math.max(complete - RECENT + 1, oldest);
    LatencyHistogram sum = new LatencyHistogram();
    for (long second = first; second <= complete; second++) {
      latencies.find(second).ifPresent(sum::add);
    }
    double seconds = Math.max(1, complete - first + 1);
    return new Recent(
        Math.round(10 * sum.total() / seconds) / 10.0,
        sum.quantile(0.5),
        sum.quantile(0.99),
        accuracy.at(complete).accuracy());
  }

  Curves curves(long now) {
    long first = now - SPAN + 1;
    long complete = complete(now);
    List<Long> predicted = new ArrayList<>();
    List<Long> p50 = new ArrayList<>();
    List<Long> p99 = new ArrayList<>();
    for (long second = first; second <= complete; second++) {
      LatencyHistogram latency = latencies.find(second).orElseGet(LatencyHistogram::new);
      predicted.add(second < oldest ? null : latency.total());
      p50.add(latency.quantile(0.5));
      p99.add(latency.quantile(0.99));
    }
    return new Curves(first, predicted, p50, p99, accuracy.between(first, complete));
  }
}
