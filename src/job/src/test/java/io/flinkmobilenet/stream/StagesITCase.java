package io.flinkmobilenet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.Stage;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job that decodes and classifies with one thread, and how it goes over to two and back. */
@Timeout(180)
class StagesITCase {
  private static final ModelKey MODEL = new ModelKey("birds", "1");
  private static final ModelKey NEXT = new ModelKey("birds", "2");
  private static final int IMAGES = 30;

  private EmbeddedKafka kafka;
  private EmbeddedFlink flink;
  private JobTopics topics;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(2).all());
    flink = EmbeddedFlink.start(2);
    topics = new JobTopics(kafka);
  }

  @AfterEach
  void stop() {
    topics.close();
    flink.close();
    kafka.close();
  }

  @Test
  void eachStartsFromASavepointOfTheOtherAndAnswersTheSame(@TempDir Path directory)
      throws Exception {
    topics.publish(MODEL, TestModels.artifact(1, 32, 10));
    topics.activate(MODEL, 1);
    topics.images("a", IMAGES);
    JobClient separate = submit("separate", null);
    requirePredictions(IMAGES);
    JobClient together = submit("together", stop(separate, directory));
    topics.images("a", IMAGES);
    // Each image was classified by both jobs.
    assertThat(classes(requirePredictions(2 * IMAGES))).hasSize(IMAGES);
    topics.publish(NEXT, TestModels.artifact(2, 64, 12));
    topics.activate(NEXT, 2);
    topics.images("c", IMAGES);
    requirePredictions(3 * IMAGES);
    JobClient last = submit("separate", stop(together, directory));
    topics.images("d", IMAGES);
    requirePredictions(4 * IMAGES);
    last.cancel().get();
  }

  /** Unaligned checkpoints keep images that are between two operators. */
  @Test
  void everyImageHasOneAnswerAfterAFailureAndUnusableOnesAreRejectedWithTheirValue()
      throws Exception {
    topics.publish(MODEL, TestModels.artifact(1, 32, 10));
    topics.activate(MODEL, 1);
    JobClient job = submit("together", null);
    byte[] text = TestPictures.event("text", "no picture".getBytes(StandardCharsets.UTF_8));
    byte[] foreign = "foreign".getBytes(StandardCharsets.UTF_8);
    topics.images("a", IMAGES);
    topics.image("text", text);
    topics.image("foreign", foreign);
    topics.predictions(found -> found.size() >= IMAGES / 2);
    flink.cluster().terminateTaskManager(0).get();
    flink.cluster().startTaskManager();
    topics.images("b", IMAGES);

    assertThat(requirePredictions(2 * IMAGES))
        .extracting(Prediction::getImageId)
        .contains(ids("a"))
        .contains(ids("b"));
    assertThat(topics.rejected(found -> found.size() >= 2))
        .extracting(RejectedImage::getStage, RejectedImage::getReason, RejectedImage::getValue)
        .containsExactlyInAnyOrder(
            tuple(Stage.DECODE, Reason.UNSUPPORTED_FORMAT, ByteBuffer.wrap(text)),
            tuple(Stage.DESERIALIZE, Reason.NOT_AVRO, ByteBuffer.wrap(foreign)));
    job.cancel().get();
  }

  private List<Prediction> requirePredictions(int count) {
    List<Prediction> predictions = topics.predictions(found -> found.size() >= count);
    assertThat(predictions).hasSize(count);
    return predictions;
  }

  private static String[] ids(String prefix) {
    return IntStream.range(0, IMAGES).mapToObj(i -> prefix + i).toArray(String[]::new);
  }

  private static Set<String> classes(List<Prediction> predictions) {
    return predictions.stream()
        .map(one -> one.getImageId() + one.getClasses())
        .collect(Collectors.toSet());
  }

  private static String stop(JobClient job, Path directory) throws Exception {
    return job.stopWithSavepoint(false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
        .get();
  }

  private JobClient submit(String stages, String savepoint) throws Exception {
    StreamExecutionEnvironment environment = flink.environment();
    Configuration settings = new Configuration();
    settings.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
    if (savepoint != null) {
      settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
      settings.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, false);
    }
    environment.configure(settings);
    JobConfig config =
        JobConfig.parse(
            "--bootstrap-servers=" + kafka.bootstrapServers(),
            "--checkpoint-interval=300 ms",
            "--stages=" + stages,
            "--kernel=scalar");
    InferenceJob.prepare(config, environment);
    return flink.submit(environment);
  }
}
