package io.flinkmobilenet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.ClassProbability;
import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
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
 * Starts the job from savepoints of earlier versions. The README beside the savepoints says what
 * they contain and how another one is made.
 */
@Timeout(120)
class OldSavepointITCase {
  private static final int IMAGES = 10;
  private static final ModelKey NEXT = new ModelKey("birds", "2");

  private EmbeddedKafka kafka;
  private EmbeddedFlink flink;
  private JobTopics topics;

  /** Fills the topics as they were at the time of the savepoint. */
  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(2).all());
    flink = EmbeddedFlink.start(2);
    topics = new JobTopics(kafka);
    topics.images("a", IMAGES);
    topics.image("text", TestPictures.event("text", "no picture".getBytes(StandardCharsets.UTF_8)));
    // Instead of the model's chunk, manifest and activation, which the job must not read again.
    for (int i = 0; i < 3; i++) {
      topics.record("models", "lost", new byte[0]);
    }
  }

  @AfterEach
  void stop() {
    topics.close();
    flink.close();
    kafka.close();
  }

  /** Names of savepoints, the digest of the model that each holds, and an option of the new job. */
  @ParameterizedTest
  @CsvSource({
    "45e299e, 671ae8442678b2795d6c26b9e6eab3212916a1bcaf07d47bda24125b2ec1bca4, --reuse=off",
    "0.1.0, 6fa4ea7260826c11a2b2bc22621c500dc86941db92148aa41dd0fb5ff16372fe, --reuse=off",
    "0.1.0, 6fa4ea7260826c11a2b2bc22621c500dc86941db92148aa41dd0fb5ff16372fe, --reuse=near",
    "0.1.0, 6fa4ea7260826c11a2b2bc22621c500dc86941db92148aa41dd0fb5ff16372fe, --stages=together"
  })
  void theJobContinuesWithItsModelAndItsOffsets(
      String name, String digest, String option, @TempDir Path directory) throws Exception {
    JobClient job = restore(savepoint(name, directory), option);
    topics.images("b", IMAGES);
    topics.image("foreign", new byte[0]);

    List<Prediction> predictions = topics.predictions(found -> found.size() >= IMAGES);
    assertThat(predictions)
        .extracting(OldSavepointITCase::number)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, IMAGES).boxed().toList());
    assertThat(predictions)
        .extracting(prediction -> prediction.getModel().getDigest())
        .containsOnly(digest);
    requireEarlierClasses(name, predictions);
    assertThat(topics.rejected(found -> !found.isEmpty()))
        .extracting(RejectedImage::getReason)
        .containsExactly(Reason.NOT_AVRO);

    topics.publish(NEXT, TestModels.artifact(2, 64, 12));
    topics.activate(NEXT, 4);
    assertThat(topics.statuses(found -> found.stream().anyMatch(OldSavepointITCase::isRetired)))
        .extracting(status -> status.getVersion() + " " + status.getState())
        .containsExactly("2 RECEIVED", "2 ACTIVE", "1 RETIRED");
    job.cancel().get();
  }

  private static boolean isRetired(ModelStatus status) {
    return status.getState() == ModelState.RETIRED;
  }

  /** The number in an id of the images b; fails for those of the images a, which were read. */
  private static int number(Prediction prediction) {
    assertThat(prediction.getImageId()).startsWith("b");
    return Integer.parseInt(prediction.getImageId().substring(1));
  }

  /** The images b have the content of the images a, which the earlier version classified. */
  private static void requireEarlierClasses(String name, List<Prediction> predictions)
      throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of(resource("savepoint-" + name + ".tsv").getPath()));
    for (Prediction prediction : predictions) {
      String[] row = rows.get(number(prediction)).split("\t");
      List<ClassProbability> classes = prediction.getClasses();
      assertThat(2 * classes.size()).isEqualTo(row.length - 1);
      for (int rank = 0; rank < classes.size(); rank++) {
        assertThat(classes.get(rank).getIndex()).isEqualTo(Integer.parseInt(row[2 * rank + 1]));
        assertThat(classes.get(rank).getProbability())
            .isCloseTo(Float.parseFloat(row[2 * rank + 2]), Offset.offset(1e-6f));
      }
    }
  }

  private static URL resource(String name) {
    return OldSavepointITCase.class.getResource(name);
  }

  private JobClient restore(Path savepoint, String option) throws Exception {
    StreamExecutionEnvironment environment = flink.environment();
    environment.configure(
        new Configuration()
            .set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toUri().toString())
            .set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, false));
    JobConfig config =
        JobConfig.parse(
            "--bootstrap-servers=" + kafka.bootstrapServers(),
            "--checkpoint-interval=300 ms",
            option,
            "--kernel=scalar");
    InferenceJob.prepare(config, environment);
    return flink.submit(environment);
  }

  private static Path savepoint(String name, Path directory) throws IOException {
    try (InputStream packed = resource("savepoint-" + name + ".gz").openStream()) {
      Files.copy(new GZIPInputStream(packed), directory.resolve("_metadata"));
    }
    return directory;
  }
}
