package io.flinkmobilenet.cli.bench.job;

import io.flinkmobilenet.cli.local.StagedModel;
import io.flinkmobilenet.kernel.KernelChoice;
import io.flinkmobilenet.stream.config.Delivery;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What is measured.
 *
 * @param kernels which of them the job is to take
 * @param kernel which they are
 * @param warmUp how long the job is kept busy before anything is measured
 * @param duration of each part
 * @param rate pictures a second at which latency is measured; half of what the job can do where
 *     there is none
 * @param next model that takes over
 */
record JobWorkload(
    BenchImages pictures,
    StagedModel model,
    KernelChoice kernels,
    String kernel,
    Delivery delivery,
    Duration warmUp,
    Duration duration,
    Optional<Double> rate,
    Optional<StagedModel> next) {
  /** Often enough to follow the job, seldom enough not to be what is measured. */
  static final String CHECKPOINT_INTERVAL = "1s";

  /** For broker and cluster to come and go, for the topic to be filled and emptied. */
  private static final long AROUND = 6;

  /** How long it takes, about, with one parallelism. */
  long seconds() {
    long parts = next.isPresent() ? 3 : 2;
    return AROUND
        + warmUp.toSeconds()
        + pacedWarmUp().toSeconds()
        + parts * duration.toSeconds()
        + duration.toSeconds() / 2;
  }

  /** How long pictures come at a pace before latency is measured at it. */
  Duration pacedWarmUp() {
    return warmUp.dividedBy(2);
  }

  Map<String, String> jobOptions() {
    return Map.of(
        "checkpoint-interval", CHECKPOINT_INTERVAL,
        "kernel", kernels.name(),
        "delivery", delivery.toString());
  }
}
