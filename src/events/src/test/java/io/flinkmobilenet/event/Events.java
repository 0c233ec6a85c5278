package io.flinkmobilenet.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** One event of each kind with a value in every field. */
public final class Events {
  static final Instant AT = Instant.ofEpochMilli(1_700_000_000_123L);

  private Events() {}

  /** Returns seven events, among them one model event for each kind of body. */
  public static List<SpecificRecord> all() {
    return List.of(image(), prediction(), rejected(), manifest(), chunk(), activation(), status());
  }

  static ImageEvent image() {
    return new ImageEvent(
        "picture ü 1",
        bytes("not really a picture"),
        "camera",
        AT,
        new HashMap<>(Map.of("a", "1", "b", "2")));
  }

  private static Prediction prediction() {
    return new Prediction(
        "picture 1",
        null,
        AT,
        AT.plusMillis(5),
        new ModelVersion("birds", "7", "d".repeat(64)),
        List.of(new ClassProbability(3, "kite", 0.75f), new ClassProbability(1, "jay", 0.25f)),
        List.of(1f, -2f),
        new RecordOrigin("images", 3, 1L << 40),
        Scores.SIGMOID,
        null,
        null,
        null,
        null,
        0,
        Decision.CLASSIFIED,
        List.of());
  }

  private static RejectedImage rejected() {
    return new RejectedImage(
        null,
        new RecordOrigin("images", 0, 0L),
        Stage.DECODE,
        Reason.TRUNCATED_IMAGE,
        "message",
        bytes("value"),
        AT);
  }

  private static ModelEvent manifest() {
    return new ModelEvent(
        new ModelManifest(
            "birds",
            "7",
            "d".repeat(64),
            9L,
            1,
            new ModelGeometry(256, 224, 224, 0, 0, 2, true, false),
            AT,
            null));
  }

  private static ModelEvent chunk() {
    return new ModelEvent(new ModelChunk("d".repeat(64), 0, bytes("123456789")));
  }

  private static ModelEvent activation() {
    return new ModelEvent(new ModelActivation("birds", "7", 12L, AT, null));
  }

  private static ModelStatus status() {
    return new ModelStatus(
        "birds", "7", "d".repeat(64), ModelState.ACTIVE, "active, epoch 7", AT, 7L, null);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
