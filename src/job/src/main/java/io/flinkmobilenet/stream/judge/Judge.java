package io.flinkmobilenet.stream.judge;

import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.event.RolloutAction;
import io.flinkmobilenet.protocol.DecisionRecord;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.RolloutDecision;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.state.JudgeState;
import io.flinkmobilenet.stream.state.Observation;
import io.flinkmobilenet.stream.state.RolloutProgress;
import io.flinkmobilenet.stream.state.StepTally;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about the rollout that is in force.
 *
 * <p>The deployment that is in force is the newest one of which images were observed: a newer one
 * may still wait for its models, or be refused. Images of older deployments, and of other steps
 * than the current one, were on their way when the share changed, and do not count.
 */
final class Judge {
  private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

  private final TrustedKeys trusted;
  private final Supplier<Instant> clock;
  private final Consumer<ModelDecision> output;
  private final JudgeMetrics metrics;
  private final Plans plans = new Plans();
  private RolloutProgress progress;
  private RolloutRule rule;
  private boolean ready;

  /**
   * Creates a judge that knows nothing.
   *
   * @param ready whether to decide at once, rather than after {@link #begin()}
   */
  Judge(
      TrustedKeys trusted,
      Supplier<Instant> clock,
      Consumer<ModelDecision> output,
      JudgeMetrics metrics,
      boolean ready) {
    this.trusted = trusted;
    this.clock = clock;
    this.output = output;
    this.metrics = metrics;
    this.ready = ready;
  }

  /** Takes over the state of a checkpoint; deployments that are not trusted now are dropped. */
  void restore(JudgeState state) {
    state.deployments().stream()
        .filter(this::isTrusted)
        .forEach(deployment -> plans.add(deployment, Long.MIN_VALUE));
    state.recorded().forEach(plans::add);
    state.early().forEach(plans::restoreEarly);
    if (state.progress() != null && plans.of(state.progress().tally().epoch()) != null) {
      rule = new RolloutRule(plans.of(state.progress().tally().epoch()).rollout());
      follow(state.progress());
    }
  }

  JudgeState state() {
    return new JudgeState(progress, plans.deployments(), plans.early(), plans.recorded());
  }

  /** Says that all messages up to now have been accepted: decides with what was counted. */
  void begin() {
    ready = true;
    startObserved();
  }

  void accept(Observation observation) {
    if (progress != null && observation.epoch() < epoch()) {
      metrics.ignored();
    } else if (progress == null || observation.epoch() > epoch()) {
      plans.early(observation);
      startObserved();
    } else if (isUndecided() && progress.tally().isOf(observation)) {
      count(progress.tally().with(observation));
    } else {
      metrics.ignored();
    }
  }

  void accept(ModelMessage message) {
    if (message instanceof Deployment deployment) {
      accept(deployment);
    } else if (message instanceof RolloutDecision decision) {
      accept(decision);
    }
  }

  private void accept(Deployment deployment) {
    if (deployment.rollout() == null || deployment.epoch() < epoch() || !isTrusted(deployment)) {
      return;
    }
    if (plans.add(deployment, epoch()) && deployment.epoch() == epoch()) {
      // Another deployment with the same epoch counts from now on, so everything starts anew.
      start(deployment);
    }
    startObserved();
  }

  private boolean isTrusted(Deployment deployment) {
    return trusted.objection(deployment.signedBytes(), deployment.signature()).isEmpty();
  }

  /**
   * Accepts a decision that was read back. It is usually the last one of this judge; it is not if
   * the job was started without its checkpoint, and then the record counts.
   */
  private void accept(RolloutDecision decision) {
    if (!plans.add(decision) || decision.epoch() != epoch() || !isAnother(decision)) {
      return;
    }
    start(plans.of(epoch()));
  }

  private boolean isAnother(RolloutDecision decision) {
    return decision.sequence() > progress.sequence()
        || decision.sequence() == progress.sequence()
            && (decision.step() != progress.tally().step()
                || decision.complete() != progress.complete());
  }

  /** Starts the newest rollout of which images were observed, if it is known by now. */
  private void startObserved() {
    Deployment observed = ready ? plans.observed() : null;
    if (observed == null) {
      return;
    }
    StepTally early = plans.takeEarly(observed.epoch());
    start(observed);
    if (isUndecided() && early.step() == progress.tally().step()) {
      count(early);
    }
  }

  /** Starts a rollout at its first step, or where the decisions on record say. */
  private void start(Deployment deployment) {
    Rollout plan = deployment.rollout();
    RolloutDecision last = plans.recorded(deployment.epoch());
    rule = new RolloutRule(plan);
    if (last != null && last.step() >= Rollout.ROLLED_BACK && last.step() < plan.steps().size()) {
      StepTally none = StepTally.empty(deployment.epoch(), last.step());
      follow(new RolloutProgress(none, last.sequence(), last.complete(), false));
    } else {
      StepTally none = StepTally.empty(deployment.epoch(), plan.firstStep());
      follow(new RolloutProgress(none, 0, false, false));
    }
  }

  private void follow(RolloutProgress next) {
    progress = next;
    metrics.follow(next, rule.share(next.tally().step()));
  }

  private long epoch() {
    return progress == null ? Long.MIN_VALUE : progress.tally().epoch();
  }

  private boolean isUndecided() {
    return !progress.complete() && !rule.isPaused();
  }

  private void count(StepTally next) {
    Optional<Verdict> verdict = rule.decide(progress.tally(), next, progress.held());
    follow(progress.with(next));
    verdict.ifPresent(this::record);
  }

  private void record(Verdict verdict) {
    long sequence = progress.sequence() + 1;
    ModelDecision decision =
        Decisions.of(plans.of(epoch()), rule, progress.tally(), sequence, verdict, clock.get());
    LOG.info(
        "Decision {} about deployment {} with epoch {}: {}, {}",
        sequence,
        decision.getDeployment(),
        decision.getEpoch(),
        decision.getAction(),
        decision.getReason());
    metrics.decided(verdict.action());
    output.accept(decision);
    boolean held = verdict.action() == RolloutAction.HOLD;
    boolean complete = DecisionRecord.of(decision).complete();
    follow(
        new RolloutProgress(rule.next(progress.tally(), verdict.step()), sequence, complete, held));
  }
}
