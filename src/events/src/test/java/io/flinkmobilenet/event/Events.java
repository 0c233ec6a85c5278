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

  /** Returns nine events, among them one model event for each kind of body. */
  public static List<SpecificRecord> all() {
    return List.of(
        image(),
        prediction(),
        rejected(),
        manifest(),
        chunk(),
        activation(),
        status(),
        deployment(),
        decision());
  }

  /** Returns the events that programs with an older schema can write: all but deployments. */
  static List<SpecificRecord> ofOlderSchemas() {
    return all().stream()
        .filter(
            event ->
                !(event instanceof ModelEvent model && model.getBody() instanceof ModelDeployment))
        .toList();
  }

  static ImageEvent image() {
    return new ImageEvent(
        "picture ü 1",
        bytes("not really a picture"),
        "camera",
        AT,
        new HashMap<>(Map.of("a", "1", "b", "2")),
        null,
        null);
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
        "berlin",
        12L,
        "cameras",
        "canary",
        1,
        Decision.UNKNOWN,
        List.of(
            new ShadowPrediction(
                new ModelVersion("birds", "8", "e".repeat(64)),
                List.of(new ClassProbability(1, "jay", 0.5f)),
                null),
            new ShadowPrediction(
                new ModelVersion("birds", "9", "f".repeat(64)), List.of(), "too small")),
        null,
        null);
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

  private static ModelEvent deployment() {
    List<DeploymentRoute> before = List.of(route(List.of(), null));
    List<DeploymentRoute> routes =
        List.of(
            route(
                List.of(
                    new RouteCondition(null, "cam-*", true),
                    new RouteCondition("site", "berlin", false)),
                new RouteThreshold(0.25f, new HashMap<>(Map.of("stop", 0.5f)))),
            route(List.of(), null));
    RolloutGuard guard = new RolloutGuard(GuardMeasure.ERROR, 0.02, true, 200L, 0.99, 0.0, "truth");
    RolloutPlan plan =
        new RolloutPlan("all", List.of(10_000, 1_000_000), 2000L, List.of(guard), 1, true);
    return new ModelEvent(
        new ModelDeployment(
            "berlin",
            12L,
            routes,
            plan,
            new PreviousDeployment("", before),
            AT,
            new ModelSignature("0123456789abcdef", ByteBuffer.allocate(64))));
  }

  private static DeploymentRoute route(List<RouteCondition> conditions, RouteThreshold unknown) {
    return new DeploymentRoute(
        "all",
        conditions,
        List.of(
            new RouteVariant(
                "stable", 990_000, List.of(new VariantStage("birds", "7", 0.75f, true))),
            new RouteVariant("canary", 10_000, List.of(new VariantStage("birds", "8", 0f, false)))),
        List.of(new RouteShadow("birds", "8", 50_000)),
        unknown);
  }

  private static ModelDecision decision() {
    GuardEvidence counts = new GuardEvidence(GuardMeasure.ERROR, 200L, 3L);
    return new ModelDecision(
        "berlin",
        12L,
        1L,
        RolloutAction.ADVANCE,
        1,
        1_000_000,
        "all guards hold",
        List.of(new VariantEvidence("canary", 2000L, List.of(counts))),
        AT);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
