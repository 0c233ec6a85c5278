package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.cli.input.BundledModel;
import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.showcase.local.StagedModel;
import io.flinkmobilenet.showcase.roadsigns.Camera;
import io.flinkmobilenet.stream.InferenceJob;
import io.flinkmobilenet.stream.JobTopics;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A camera that does not move, and signs that pass it. {@code -Dstill.frames=N} sends more images
 * than a build does; the numbers are printed.
 */
@Timeout(300)
class StillCameraITCase {
  private static final int FRAMES = Integer.getInteger("still.frames", 600);
  private static final int HOLD = 150;
  private static final int INTERVAL_MILLIS = 100;
  private static final int HEARTBEAT_MILLIS = 10_000;
  private static final EventCodec<ImageEvent> CODEC = EventCodec.of(ImageEvent.class);

  @Test
  void noSignIsMissedThatStaysLongerThanTheHeartbeat() throws Exception {
    Map<Integer, Prediction> all = predictions("off");
    Map<Integer, Prediction> reused = predictions("near");
    int classified = 0;
    int differing = 0;
    int ofEarlierView = 0;
    for (int i = 0; i < FRAMES; i++) {
      Prediction prediction = reused.get(i);
      int answered =
          prediction.getRepeats() == null ? i : Integer.parseInt(prediction.getRepeats());
      classified += answered == i ? 1 : 0;
      differing += best(prediction).equals(best(all.get(i))) ? 0 : 1;
      if (answered / HOLD != i / HOLD) {
        ofEarlierView++;
        assertThat(i % HOLD * INTERVAL_MILLIS).isLessThanOrEqualTo(HEARTBEAT_MILLIS);
      }
    }
    System.out.printf(
        "%d images, %d classified, %d with another class than alone, %d with the answer of an"
            + " earlier view%n",
        FRAMES, classified, differing, ofEarlierView);
    assertThat(classified).isBetween(FRAMES / HOLD, FRAMES / 10);
  }

  private static String best(Prediction prediction) {
    return prediction.getClasses().get(0).getLabel();
  }

  private static Map<Integer, Prediction> predictions(String reuse) throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(1).all());
        EmbeddedFlink flink = EmbeddedFlink.start(2);
        JobTopics topics = new JobTopics(kafka)) {
      StagedModel model = StagedModel.of(BundledModel.ROADSIGNS_2);
      topics.publish(model.key(), model.artifact());
      topics.activate(model.key(), 1);
      StreamExecutionEnvironment environment = flink.environment();
      InferenceJob.prepare(
          JobConfig.parse(
              "--bootstrap-servers=" + kafka.bootstrapServers(),
              "--reuse=" + reuse,
              "--checkpoint-interval=1 s"),
          environment);
      flink.submit(environment);
      Camera camera = Camera.still(5, Camera.DEFAULT_WIDTH, Camera.DEFAULT_HEIGHT, HOLD);
      for (int i = 0; i < FRAMES; i++) {
        topics.image("" + i, event(i, camera.frame(i).jpeg()));
      }
      List<Prediction> found = topics.predictions(list -> list.size() >= FRAMES);
      Map<Integer, Prediction> byNumber = new TreeMap<>();
      for (Prediction prediction : found) {
        byNumber.put(Integer.parseInt(prediction.getImageId()), prediction);
      }
      assertThat(byNumber).hasSize(FRAMES);
      assertThat(found).hasSize(FRAMES);
      return byNumber;
    }
  }

  private static byte[] event(int number, byte[] image) {
    return CODEC.encode(
        new ImageEvent(
            "" + number,
            ByteBuffer.wrap(image),
            "camera",
            Instant.ofEpochMilli(1_000_000L + (long) number * INTERVAL_MILLIS),
            Map.of(),
            null,
            null));
  }
}
