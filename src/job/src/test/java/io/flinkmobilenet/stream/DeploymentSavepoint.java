package io.flinkmobilenet.stream;

import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.format.ImagesFormat;
import io.flinkmobilenet.protocol.CascadeStage;
import io.flinkmobilenet.protocol.Condition;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Share;
import io.flinkmobilenet.protocol.Variant;
import io.flinkmobilenet.stream.config.JobConfig;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The job of a savepoint with everything that a job may have in its state: images and results in
 * JSON, two models, one of them in two chunks, a deployment with two routes and a rollout, an image
 * that is being fetched, and answers that are reused.
 */
final class DeploymentSavepoint {
  /** Images of the route with the rollout. */
  static final int IMAGES = 20;

  /** How many of them the canary sees, by the hashes of their ids. */
  static final int OF_CANARY = 14;

  /** Nobody listens at this port, so that the image is tried again until the deadline. */
  static final String HELD = "http://127.0.0.1:1/held.png";

  /** Records of the topic of models: three chunks, two manifests and the deployment. */
  static final int MESSAGES = 6;

  static final ModelKey WIDE = new ModelKey("birds", "1");
  static final ModelKey TINY = new ModelKey("birds", "2");

  private static final String LANE = "lane";
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  private DeploymentSavepoint() {}

  static JobConfig config(EmbeddedKafka kafka, String fetchDeadline) {
    return JobConfig.parse(
        "--bootstrap-servers=" + kafka.bootstrapServers(),
        "--images-format=json",
        "--predictions-format=json",
        "--rejected-format=json",
        "--image-uris=http://127.0.0.1:1",
        "--fetch-deadline=" + fetchDeadline,
        "--reuse=exact",
        "--reuse-heartbeat=1 d",
        "--checkpoint-interval=300 ms",
        "--kernel=scalar");
  }

  /** The rollout decides when the canary has seen the images before and after the savepoint. */
  static Deployment deployment() {
    Route second =
        new Route(
            "second",
            List.of(new Condition(LANE, "2", false)),
            List.of(variant("stable", Share.WHOLE, TINY)),
            List.of(),
            null);
    Route others =
        new Route(
            "others",
            List.of(),
            List.of(variant("stable", Share.WHOLE, WIDE), variant("canary", 0, TINY)),
            List.of(),
            null);
    Rollout plan =
        new Rollout(
            "others", List.of(Share.WHOLE / 2, Share.WHOLE), 2 * OF_CANARY, List.of(), 0, false);
    return new Deployment("birds", 3, List.of(second, others), plan, null, null);
  }

  private static Variant variant(String name, int share, ModelKey model) {
    return new Variant(name, share, List.of(new CascadeStage(model, 0, false)));
  }

  /** Sends the images of the route with the rollout: the same ids and files for every source. */
  static void images(JobTopics topics, String source) {
    for (int i = 0; i < IMAGES; i++) {
      String id = "a" + i;
      topics.image(id, value(id, TestPictures.png(i, 64, 48), source, 0, "1", null));
    }
  }

  /** Sends an image of a camera that does not move. */
  static void still(JobTopics topics, String id, int seconds) {
    topics.image(id, value(id, TestPictures.png(99, 64, 48), "still", seconds, "2", null));
  }

  /** Sends an event whose image cannot be fetched. */
  static void held(JobTopics topics) {
    topics.image("held", value("held", new byte[0], "held", 0, "2", HELD));
  }

  private static byte[] value(
      String id, byte[] image, String source, int seconds, String lane, String uri) {
    return ImagesFormat.JSON
        .create()
        .write(
            new ImageEvent(
                id,
                ByteBuffer.wrap(image),
                source,
                START.plusSeconds(seconds),
                Map.of(LANE, lane),
                uri,
                null),
            new RecordHeaders());
  }

  static boolean isOfCanary(Prediction prediction) {
    return "canary".equals(prediction.getVariant());
  }
}
