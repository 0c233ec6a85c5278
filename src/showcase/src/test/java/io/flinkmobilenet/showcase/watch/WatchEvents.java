package io.flinkmobilenet.showcase.watch;

import io.flinkmobilenet.event.ClassProbability;
import io.flinkmobilenet.event.Decision;
import io.flinkmobilenet.event.ImageAttributes;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.ModelVersion;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.RecordOrigin;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.RolloutAction;
import io.flinkmobilenet.event.Scores;
import io.flinkmobilenet.event.ShadowPrediction;
import io.flinkmobilenet.event.Stage;
import io.flinkmobilenet.protocol.CascadeStage;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Variant;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Creates events as a job and its producers write them. */
final class WatchEvents {
  private static final RecordOrigin ORIGIN = new RecordOrigin("images", 0, 0L);

  private WatchEvents() {}

  static ImageEvent image(String id, String trueClass, byte[] bytes) {
    return new ImageEvent(
        id,
        ByteBuffer.wrap(bytes),
        "camera",
        Instant.EPOCH,
        trueClass == null ? Map.of() : Map.of(ImageAttributes.TRUE_CLASS, trueClass),
        null,
        null);
  }

  static Prediction prediction(
      String id, String version, Instant at, int latency, String... labels) {
    List<ClassProbability> classes =
        IntStream.range(0, labels.length)
            .mapToObj(i -> new ClassProbability(i, labels[i], 0.9f / (1 << 2 * i)))
            .toList();
    return new Prediction(
        id,
        "camera",
        at.minusMillis(latency),
        at,
        new ModelVersion("signs", version, "d".repeat(64)),
        classes,
        null,
        ORIGIN,
        Scores.SOFTMAX,
        null,
        null,
        null,
        null,
        0,
        Decision.CLASSIFIED,
        List.of(),
        null,
        null);
  }

  /**
   * A prediction of a deployment with one route, {@code all}. A shadow says "bump" about every
   * image, and so does the stable variant, but not the canary.
   */
  static Prediction routed(String id, String deployment, long epoch, boolean isCanary, Instant at) {
    Prediction prediction =
        prediction(id, isCanary ? "2" : "1", at, 20, isCanary ? "stop" : "bump");
    prediction.setDeployment(deployment);
    prediction.setEpoch(epoch);
    prediction.setRoute("all");
    prediction.setVariant(isCanary ? "canary" : "stable");
    prediction.setShadows(
        List.of(
            new ShadowPrediction(
                new ModelVersion("signs", "9", "d".repeat(64)),
                List.of(new ClassProbability(1, "bump", 0.9f)),
                null)));
    return prediction;
  }

  /**
   * A deployment that gives a quarter of the images of its route {@code all} to the canary, or,
   * with a plan, a tenth at first.
   */
  static Deployment deployment(String name, long epoch, boolean hasPlan) {
    Rollout plan = new Rollout("all", List.of(100_000, 500_000), 100, List.of(), 0, false);
    Route route =
        new Route(
            "all",
            List.of(),
            List.of(variant("stable", 750_000, "1"), variant("canary", 250_000, "2")),
            List.of(),
            null);
    return new Deployment(name, epoch, List.of(route), hasPlan ? plan : null, null, null);
  }

  private static Variant variant(String name, int share, String version) {
    return new Variant(
        name, share, List.of(new CascadeStage(new ModelKey("signs", version), 0, false)));
  }

  /** The status of a deployment that came into force. */
  static ModelStatus deployed(String name, long epoch, Instant at) {
    return new ModelStatus(name, String.valueOf(epoch), "", ModelState.ACTIVE, "", at, epoch, name);
  }

  static ModelDecision decision(
      long sequence, RolloutAction action, int step, int share, String reason, Instant at) {
    return new ModelDecision("berlin", 7L, sequence, action, step, share, reason, List.of(), at);
  }

  static RejectedImage rejection(String id, Instant at, String message) {
    return new RejectedImage(
        id,
        ORIGIN,
        Stage.DECODE,
        Reason.TRUNCATED_IMAGE,
        message,
        ByteBuffer.wrap(new byte[] {1}),
        at);
  }

  static ModelStatus status(String version, ModelState state, Instant at) {
    return new ModelStatus("signs", version, "d".repeat(64), state, "message", at, 1L, null);
  }
}
