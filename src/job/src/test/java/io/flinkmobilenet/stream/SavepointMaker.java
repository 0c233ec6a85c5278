package io.flinkmobilenet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.format.ResultsFormat;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes the savepoints for {@link OldSavepointITCase} and {@link DeploymentSavepointITCase}. No
 * build runs it; the README beside the savepoints has the command.
 */
@Timeout(120)
class SavepointMaker {
  private static final Path RESOURCES =
      Path.of("src/job/src/test/resources/io/flinkmobilenet/stream");
  private static final int IMAGES = 10;
  private static final ModelKey MODEL = new ModelKey("birds", "1");

  private static final Configuration IN_ONE_FILE =
      new Configuration()
          .set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));

  @TempDir private Path directory;

  @Test
  void makesOne() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(2).all());
        EmbeddedFlink flink = EmbeddedFlink.start(2, IN_ONE_FILE);
        JobTopics topics = new JobTopics(kafka)) {
      JobClient job = flink.submit(job(kafka, flink));
      List<Prediction> predictions = classified(topics, TestModels.tiny());
      keep(job, name(), predictions);
    }
  }

  @Test
  void makesOneWithADeployment() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(2).all());
        EmbeddedFlink flink = EmbeddedFlink.start(2, IN_ONE_FILE);
        JobTopics topics = new JobTopics(kafka)) {
      topics.publish(DeploymentSavepoint.WIDE, WideModel.create());
      topics.publish(DeploymentSavepoint.TINY, TestModels.tiny());
      topics.deploy(DeploymentSavepoint.deployment());
      StreamExecutionEnvironment environment = flink.environment();
      InferenceJob.prepare(DeploymentSavepoint.config(kafka, "1 h"), environment);
      JobClient job = flink.submit(environment);
      DeploymentSavepoint.held(topics);
      DeploymentSavepoint.images(topics, "before");
      DeploymentSavepoint.still(topics, "still-1", 0);
      List<Prediction> predictions =
          topics.read(
              "predictions",
              ResultsFormat.JSON.create(Prediction.class),
              found -> found.size() > DeploymentSavepoint.IMAGES);
      assertThat(predictions)
          .filteredOn(DeploymentSavepoint::isOfCanary)
          .hasSize(DeploymentSavepoint.OF_CANARY);
      keep(job, name() + "-deployment", predictions);
    }
  }

  private static String name() {
    String name = System.getProperty("savepoint.name");
    assertThat(name).as("-Dsavepoint.name").matches("[0-9A-Za-z.]+");
    return name;
  }

  private void keep(JobClient job, String name, List<Prediction> predictions) throws Exception {
    String path =
        job.triggerSavepoint(directory.toUri().toString(), SavepointFormatType.CANONICAL).get();
    job.cancel().get();
    pack(Path.of(URI.create(path)), RESOURCES.resolve("savepoint-" + name + ".gz"));
    Files.write(RESOURCES.resolve("savepoint-" + name + ".tsv"), rows(predictions));
  }

  private static StreamExecutionEnvironment job(EmbeddedKafka kafka, EmbeddedFlink flink)
      throws Exception {
    StreamExecutionEnvironment environment = flink.environment();
    InferenceJob.prepare(
        JobConfig.parse(
            "--bootstrap-servers=" + kafka.bootstrapServers(),
            "--checkpoint-interval=1 s",
            "--kernel=scalar"),
        environment);
    return environment;
  }

  private static List<Prediction> classified(JobTopics topics, ModelArtifact model) {
    topics.publish(MODEL, model);
    topics.activate(MODEL, 3);
    topics.images("a", IMAGES);
    topics.image("text", TestPictures.event("text", "no picture".getBytes(StandardCharsets.UTF_8)));
    List<Prediction> predictions = topics.predictions(found -> found.size() >= IMAGES);
    topics.rejected(found -> !found.isEmpty());
    topics.statuses(found -> found.size() >= 2);
    return predictions;
  }

  private static void pack(Path savepoint, Path target) throws IOException {
    try (Stream<Path> files = Files.list(savepoint)) {
      assertThat(files).as("files of the savepoint").hasSize(1);
    }
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(target))) {
      Files.copy(savepoint.resolve("_metadata"), out);
    }
  }

  private static List<String> rows(List<Prediction> predictions) {
    return predictions.stream()
        .sorted(Comparator.comparing(Prediction::getImageId))
        .map(SavepointMaker::row)
        .toList();
  }

  private static String row(Prediction prediction) {
    return Stream.concat(
            Stream.of(prediction.getImageId()),
            prediction.getClasses().stream()
                .map(one -> one.getIndex() + "\t" + one.getProbability()))
        .collect(Collectors.joining("\t"));
  }
}
