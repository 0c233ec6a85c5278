package io.flinkmobilenet.bench.job;

import io.flinkmobilenet.event.format.ImagesFormat;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.showcase.local.StagedModel;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.stream.config.Delivery;
import io.flinkmobilenet.stream.config.Stages;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of a measurement.
 *
 * @param format of the images topic
 * @param kernels choice of kernels for the job
 * @param kernel name of the chosen kernels
 * @param reuse the job's option of this name
 * @param stages the job's option of this name
 * @param warmUp duration of the warm-up under full load
 * @param duration duration of each part
 * @param rate images per second at which latency is measured; if absent, half of the job's capacity
 * @param next model that becomes active during the measurement
 * @param changes number of deployments of both models that follow each other
 * @param hops whether the edges of the job are reported
 */
record JobWorkload(
    BenchImages images,
    ImagesFormat format,
    StagedModel model,
    KernelChoice kernels,
    String kernel,
    Delivery delivery,
    String reuse,
    Stages stages,
    Duration warmUp,
    Duration duration,
    Optional<Double> rate,
    Optional<StagedModel> next,
    int changes,
    boolean hops) {
  /** Short enough to follow the job's results, and long enough not to affect the measurement. */
  static final String CHECKPOINT_INTERVAL = "1s";

  /**
   * Seconds for starting and stopping broker and cluster and for filling and emptying the topic.
   */
  private static final long AROUND = 6;

  private static final int RGB = 3;

  /** An estimate for the progress bar. */
  private static final int CHANGES_PER_SECOND = 2;

  /** Approximate duration in seconds with one parallelism. */
  long seconds() {
    long parts = next.isPresent() ? 3 : 2;
    return AROUND
        + warmUp.toSeconds()
        + pacedWarmUp().toSeconds()
        + parts * duration.toSeconds()
        + duration.toSeconds() / 2
        + (changes > 0 ? duration.toSeconds() + changes / CHANGES_PER_SECOND : 0);
  }

  /** Duration of the warm-up at the rate at which latency is measured. */
  Duration pacedWarmUp() {
    return warmUp.dividedBy(2);
  }

  /** Bytes of an encoded image and of its pixels at the input size of the model. */
  long imageBytes() {
    InputGeometry input = model.artifact().preprocessing().geometry();
    return images.meanBytes() + (long) RGB * input.cropWidth() * input.cropHeight();
  }

  Map<String, String> jobOptions() {
    return Map.of(
        "checkpoint-interval",
        CHECKPOINT_INTERVAL,
        "images-format",
        format.toString(),
        "kernel",
        kernels.name(),
        "delivery",
        delivery.toString(),
        "reuse",
        reuse,
        "stages",
        stages.toString());
  }
}
