package io.flinkmobilenet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import io.flinkmobilenet.stream.operator.StillScene;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Still cameras and a job that reuses answers, with a real broker and a Flink cluster. */
@Timeout(180)
class AnswerReuseITCase {
  private static final EventCodec<ImageEvent> CODEC = EventCodec.of(ImageEvent.class);
  private static final ModelKey FIRST = new ModelKey("birds", "1");
  private static final ModelKey SECOND = new ModelKey("birds", "2");
  private static final int CAMERAS = 4;
  private static final long HEARTBEAT_MILLIS = 5000;
  private static final int INTERVAL_MILLIS = 500;

  private EmbeddedKafka kafka;
  private EmbeddedFlink flink;
  private JobTopics topics;
  private final List<String> sent = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(2).all());
    flink = EmbeddedFlink.start(2);
    topics = new JobTopics(kafka);
    topics.publish(FIRST, TestModels.artifact(1, 32, 10));
    topics.activate(FIRST, 1);
  }

  @AfterEach
  void stop() {
    topics.close();
    flink.close();
    kafka.close();
  }

  private JobClient submit(String... options) throws Exception {
    return submit(flink.environment(), options);
  }

  private JobClient submit(StreamExecutionEnvironment environment, String... options)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("--bootstrap-servers", kafka.bootstrapServers(), "--reuse", "near"));
    arguments.addAll(List.of("--reuse-heartbeat", "5 s", "--checkpoint-interval", "300 ms"));
    arguments.addAll(List.of(options));
    InferenceJob.prepare(JobConfig.parse(arguments.toArray(String[]::new)), environment);
    return flink.submit(environment);
  }

  /** Sends images of all cameras, each of which has a scene of its own. */
  private void film(int from, int to) {
    for (int i = from; i < to; i++) {
      for (int camera = 0; camera < CAMERAS; camera++) {
        String id = camera + "-" + i;
        sent.add(id);
        topics.image(
            id,
            CODEC.encode(
                new ImageEvent(
                    id,
                    ByteBuffer.wrap(StillScene.png(camera, 0, i, -1)),
                    "camera " + camera,
                    Instant.ofEpochMilli(1000 + (long) i * INTERVAL_MILLIS),
                    Map.of(),
                    null,
                    null)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyImageHasOnePredictionAfterAFailure(boolean unaligned) throws Exception {
    StreamExecutionEnvironment environment = flink.environment();
    environment.getCheckpointConfig().enableUnalignedCheckpoints(unaligned);
    JobClient job = submit(environment);
    film(0, 40);
    topics.predictions(found -> found.size() >= 40);
    film(40, 80);
    flink.cluster().terminateTaskManager(0).get();
    flink.cluster().startTaskManager();
    film(80, 100);
    topics.predictions(found -> found.size() >= sent.size());
    film(100, 101);

    List<Prediction> predictions = topics.predictions(found -> found.size() >= sent.size());
    requireTrueRepeats(predictions);
    job.cancel().get();
  }

  @Test
  void aSwapDuringAStillSceneIsSeenAtOnce() throws Exception {
    JobClient job = submit();
    film(0, 20);
    topics.predictions(found -> found.size() >= sent.size());
    topics.publish(SECOND, TestModels.artifact(2, 32, 12));
    topics.activate(SECOND, 2);
    topics.statuses(
        found ->
            found.stream()
                .anyMatch(
                    status ->
                        status.getVersion().equals("2") && status.getState() == ModelState.ACTIVE));
    film(20, 40);
    List<Prediction> predictions = topics.predictions(found -> found.size() >= sent.size());
    requireTrueRepeats(predictions);
    assertThat(predictions).extracting(it -> it.getModel().getVersion()).contains("1", "2");
    job.cancel().get();
  }

  @Test
  void aBoundedJobReusesAnswersToo() throws Exception {
    film(0, 30);
    submit("--bounded").getJobExecutionResult().get();
    List<Prediction> predictions = topics.predictions(found -> found.size() >= sent.size());
    requireTrueRepeats(predictions);
  }

  /** Requires one prediction per image, and of each repetition that it is one. */
  private void requireTrueRepeats(List<Prediction> predictions) {
    assertThat(predictions)
        .extracting(Prediction::getImageId)
        .containsExactlyInAnyOrderElementsOf(sent);
    Map<String, Prediction> byId =
        predictions.stream().collect(Collectors.toMap(Prediction::getImageId, Function.identity()));
    List<Prediction> repeated =
        predictions.stream().filter(prediction -> prediction.getRepeats() != null).toList();
    assertThat(repeated).hasSizeGreaterThan(predictions.size() / 2);
    assertThat(repeated)
        .allSatisfy(
            prediction -> {
              Prediction earlier = byId.get(prediction.getRepeats());
              assertThat(earlier.getRepeats()).isNull();
              assertThat(earlier.getSource()).isEqualTo(prediction.getSource());
              assertThat(earlier.getModel()).isEqualTo(prediction.getModel());
              assertThat(earlier.getEpoch()).isEqualTo(prediction.getEpoch());
              assertThat(earlier.getClasses()).isEqualTo(prediction.getClasses());
              assertThat(prediction.getDistance()).isBetween(0, 8);
              long apart =
                  prediction.getCapturedAt().toEpochMilli()
                      - earlier.getCapturedAt().toEpochMilli();
              assertThat(Math.abs(apart)).isLessThanOrEqualTo(HEARTBEAT_MILLIS);
            });
  }
}
