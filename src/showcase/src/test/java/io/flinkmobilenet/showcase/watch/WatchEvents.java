package io.flinkmobilenet.showcase.watch;

import io.flinkmobilenet.event.ClassProbability;
import io.flinkmobilenet.event.Decision;
import io.flinkmobilenet.event.ImageAttributes;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.ModelVersion;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.RecordOrigin;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.Scores;
import io.flinkmobilenet.event.Stage;
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
        trueClass == null ? Map.of() : Map.of(ImageAttributes.TRUE_CLASS, trueClass));
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
        List.of());
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
