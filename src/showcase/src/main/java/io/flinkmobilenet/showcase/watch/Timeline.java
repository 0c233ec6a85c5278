package io.flinkmobilenet.showcase.watch;

import io.flinkmobilenet.cli.terminal.LatencyHistogram;
import io.flinkmobilenet.showcase.watch.WatchSnapshot.Curves;
import io.flinkmobilenet.showcase.watch.WatchSnapshot.Recent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Throughput, latency and accuracy of the latest seconds.
 *
 * <p>A prediction counts in the second in which it was made, but it is read later, with
 * exactly-once delivery after the next checkpoint. So a second without predictions only means a
 * standstill if a later second has some or if it is long past.
 */
final class Timeline {
  /** Length of the curves in seconds. */
  static final int SPAN = 180;

  /** Seconds after which no more predictions are expected for a second. */
  private static final int SETTLED_AFTER = 15;

  /** Seconds by which another machine's clock may be ahead. */
  private static final int SKEW = 60;

  /** Number of latest seconds over which current values are computed. */
  private static final int RECENT = 5;

  /** Precision of the quantiles, about 3 %, which keeps the memory of each second small. */
  private static final int LATENCY_BITS = 5;

  private final PerSecond<LatencyHistogram> latencies =
      new PerSecond<>(SPAN, Timeline::noLatencies);
  private final ScoreCurve accuracy = new ScoreCurve(SPAN);
  private long oldest = Long.MAX_VALUE;
  private long newest;

  /**
   * The second of the curves in which an event counts; empty if it is too long ago. An event that
   * seems to come from the future, because clocks differ, counts now.
   */
  static OptionalLong place(long second, long now) {
    return second > now - SPAN && second <= now + SKEW
        ? OptionalLong.of(Math.min(second, now))
        : OptionalLong.empty();
  }

  private static LatencyHistogram noLatencies() {
    return new LatencyHistogram(LATENCY_BITS);
  }

  void predicted(long second, long latency) {
    latencies.of(second).add(latency);
    oldest = Math.min(oldest, second);
    newest = Math.max(newest, second);
  }

  void judged(long second, boolean isRight) {
    accuracy.add(second, isRight);
  }

  /** The latest second for which all predictions are known. */
  long complete(long now) {
    return Math.max(Math.min(newest, now) - 1, now - SETTLED_AFTER);
  }

  Recent recent(long now) {
    long complete = complete(now);
    long first = Math.max(complete - RECENT + 1, oldest);
    LatencyHistogram sum = noLatencies();
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
      LatencyHistogram latency = latencies.find(second).orElseGet(Timeline::noLatencies);
      predicted.add(second < oldest ? null : latency.total());
      p50.add(latency.quantile(0.5));
      p99.add(latency.quantile(0.99));
    }
    return new Curves(first, predicted, p50, p99, accuracy.between(first, complete));
  }
}
