package io.flinkmobilenet.stream.judge;

import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.state.JudgeState;
import io.flinkmobilenet.stream.state.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A judge and its decisions. Its clock stands still. */
final class JudgeDriver {
  final List<ModelDecision> decisions = new ArrayList<>();
  final Judge judge;

  JudgeDriver() {
    this(TrustedKeys.NONE, true);
  }

  JudgeDriver(TrustedKeys trusted, boolean ready) {
    judge =
        new Judge(
            trusted,
            () -> Instant.ofEpochMilli(5),
            decisions::add,
            new JudgeMetrics(new UnregisteredMetricsGroup()),
            ready);
  }

  static JudgeDriver restored(JudgeState state) {
    JudgeDriver driver = new JudgeDriver();
    driver.judge.restore(state);
    return driver;
  }

  /** Observes images of the canary, all guards counted, of which bad ones are spread evenly. */
  void canary(long epoch, int step, int images, int bad) {
    for (int i = 0; i < images; i++) {
      judge.accept(new Observation(epoch, step, true, 1, isBad(i, images, bad) ? 1 : 0));
    }
  }

  /** Observes images of the stable variant, as above. */
  void stable(long epoch, int step, int images, int bad) {
    for (int i = 0; i < images; i++) {
      judge.accept(new Observation(epoch, step, false, 1, isBad(i, images, bad) ? 1 : 0));
    }
  }

  private static boolean isBad(int image, int images, int bad) {
    return (image + 1) * bad / images > image * bad / images;
  }

  /** Returns {@code sequence ACTION step}, in order. */
  List<String> decided() {
    return decisions.stream()
        .map(
            decision ->
                "%d %s %d"
                    .formatted(decision.getSequence(), decision.getAction(), decision.getStep()))
        .toList();
  }

  String lastReason() {
    return decisions.get(decisions.size() - 1).getReason();
  }
}
