package io.flinkmobilenet.stream.judge;

import io.flinkmobilenet.event.RolloutAction;
import io.flinkmobilenet.protocol.Share;
import io.flinkmobilenet.stream.state.RolloutProgress;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The metrics of the judge, in the group {@code rollout}: {@code epoch}, {@code step}, {@code
 * share} (0 to 1), {@code canaryImages}, {@code undecided} (1 or 0), {@code advanced}, {@code
 * held}, {@code rolledBack}, {@code completed}, {@code ignoredObservations}.
 */
final class JudgeMetrics {
  private static final int NO_STEP = -2;

  private final Map<RolloutAction, Counter> decisions = new EnumMap<>(RolloutAction.class);
  private final Counter ignored;
  private volatile RolloutProgress progress;
  private volatile int share;

  JudgeMetrics(MetricGroup parent) {
    MetricGroup group = parent.addGroup("rollout");
    decisions.put(RolloutAction.ADVANCE, group.counter("advanced"));
    decisions.put(RolloutAction.HOLD, group.counter("held"));
    decisions.put(RolloutAction.ROLL_BACK, group.counter("rolledBack"));
    decisions.put(RolloutAction.COMPLETE, group.counter("completed"));
    ignored = group.counter("ignoredObservations");
    group.gauge("epoch", (Gauge<Long>) () -> progress == null ? 0 : progress.tally().epoch());
    group.gauge(
        "step", (Gauge<Integer>) () -> progress == null ? NO_STEP : progress.tally().step());
    group.gauge("share", (Gauge<Double>) () -> (double) share / Share.WHOLE);
    group.gauge(
        "canaryImages",
        (Gauge<Long>) () -> progress == null ? 0 : progress.tally().canary().images());
    group.gauge(
        "undecided", (Gauge<Integer>) () -> progress == null || progress.complete() ? 0 : 1);
  }

  void follow(RolloutProgress now, int canaryShare) {
    progress = now;
    share = canaryShare;
  }

  void decided(RolloutAction action) {
    decisions.get(action).inc();
  }

  void ignored() {
    ignored.inc();
  }
}
