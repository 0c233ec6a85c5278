package io.flinkmobilenet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.ClassProbability;
import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.RolloutAction;
import io.flinkmobilenet.event.format.ResultsFormat;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Starts the job from savepoints with all kinds of state, see {@link DeploymentSavepoint}. They
 * were taken with parallelism 2.
 */
@Timeout(180)
class DeploymentSavepointITCase {
  private EmbeddedKafka kafka;
  private EmbeddedFlink flink;
  private JobTopics topics;

  /** Fills the topics as they were at the time of the savepoint. */
  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(2).all());
    topics = new JobTopics(kafka);
    DeploymentSavepoint.held(topics);
    DeploymentSavepoint.images(topics, "before");
    DeploymentSavepoint.still(topics, "still-1", 0);
    // Instead of the messages about models, which the job must not read again.
    for (int i = 0; i < DeploymentSavepoint.MESSAGES; i++) {
      topics.record("models", "lost", new byte[0]);
    }
  }

  @AfterEach
  void stop() {
    topics.close();
    flink.close();
    kafka.close();
  }

  @ParameterizedTest
  @CsvSource({"0.1.0-deployment, 2", "0.1.0-deployment, 1", "0.1.0-deployment, 3"})
  void theJobContinuesWithAllOfIt(String name, int parallelism, @TempDir Path directory)
      throws Exception {
    flink = EmbeddedFlink.start(parallelism);
    JobClient job = restore(savepoint(name, directory));
    DeploymentSavepoint.images(topics, "after");
    DeploymentSavepoint.still(topics, "still-2", 1);

    List<Prediction> predictions =
        topics.read(
            "predictions",
            ResultsFormat.JSON.create(Prediction.class),
            found -> found.size() > DeploymentSavepoint.IMAGES);
    requireSameAnswers(name, predictions);
    requireTheHeldImage();
    requireTheDecision();
    job.cancel().get();
  }

  /** The models and routes are those of the savepoint, and no image is read twice. */
  private static void requireSameAnswers(String name, List<Prediction> predictions)
      throws IOException {
    Map<String, String[]> expected = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of(resource(name + ".tsv")))) {
      String[] row = line.split("\t");
      expected.put(row[0].replace("still-1", "still-2"), row);
    }
    assertThat(predictions)
        .extracting(Prediction::getImageId)
        .containsExactlyInAnyOrderElementsOf(expected.keySet());
    for (Prediction prediction : predictions) {
      String[] row = expected.get(prediction.getImageId());
      List<ClassProbability> classes = prediction.getClasses();
      assertThat(2 * classes.size()).isEqualTo(row.length - 1);
      for (int rank = 0; rank < classes.size(); rank++) {
        assertThat(classes.get(rank).getIndex()).isEqualTo(Integer.parseInt(row[2 * rank + 1]));
        assertThat(classes.get(rank).getProbability())
            .isCloseTo(Float.parseFloat(row[2 * rank + 2]), Offset.offset(1e-6f));
      }
    }
    assertThat(predictions)
        .filteredOn(DeploymentSavepoint::isOfCanary)
        .hasSize(DeploymentSavepoint.OF_CANARY);
    // The answer of the image before the savepoint is only kept for a day.
    assertThat(predictions)
        .filteredOn(prediction -> prediction.getImageId().equals("still-2"))
        .extracting(Prediction::getRepeats)
        .isSubsetOf("still-1", null);
  }

  /** The image that was being fetched at the time of the savepoint is tried again. */
  private void requireTheHeldImage() {
    List<RejectedImage> rejected =
        topics.read(
            "rejected-images",
            ResultsFormat.JSON.create(RejectedImage.class),
            found -> !found.isEmpty());
    assertThat(rejected).hasSize(1);
    assertThat(rejected.get(0).getImageId()).isEqualTo("held");
    assertThat(rejected.get(0).getReason()).isEqualTo(Reason.UNREACHABLE_IMAGE);
    assertThat(rejected.get(0).getMessage()).startsWith(DeploymentSavepoint.HELD);
  }

  /** The judge needs the images from before and after the savepoint. */
  private void requireTheDecision() {
    ModelDecision decision = topics.decisions(found -> !found.isEmpty()).get(0);
    assertThat(decision.getAction()).isEqualTo(RolloutAction.ADVANCE);
    assertThat(decision.getEvidence().get(1).getImages())
        .isEqualTo(2 * DeploymentSavepoint.OF_CANARY);
  }

  private static String resource(String name) {
    return DeploymentSavepointITCase.class.getResource("savepoint-" + name).getPath();
  }

  private JobClient restore(Path savepoint) throws Exception {
    StreamExecutionEnvironment environment = flink.environment();
    environment.configure(
        new Configuration()
            .set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toUri().toString())
            .set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, false));
    InferenceJob.prepare(DeploymentSavepoint.config(kafka, "1 s"), environment);
    return flink.submit(environment);
  }

  private static Path savepoint(String name, Path directory) throws IOException {
    try (InputStream packed = Files.newInputStream(Path.of(resource(name + ".gz")))) {
      Files.copy(new GZIPInputStream(packed), directory.resolve("_metadata"));
    }
    return directory;
  }
}
