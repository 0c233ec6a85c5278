package io.flinkmobilenet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.format.SchemaRegistryServer;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.TopicFormats;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.PackagedProgramUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs the job jar twice at the same time in one TaskManager, each time on its own class loader.
 */
@Timeout(120)
class TwoClassLoadersITCase {
  private static final String JAR = System.getProperty("flinkmobilenet.test.job-jar", "");

  /** Kafka's clients are also on the class path of this JVM, next to those of the connector. */
  private static final Configuration SETTINGS =
      new Configuration()
          .set(
              CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL,
              List.of("org.apache.kafka."));

  @Test
  void twoJobsInOneJvmDoNotDisturbEachOther() throws Exception {
    assumeTrue(new File(JAR).isFile(), "job jar absent: " + JAR);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(1).all());
        EmbeddedFlink flink = EmbeddedFlink.start(2, SETTINGS);
        JobTopics topics = new JobTopics(kafka)) {
      topics.publish(new ModelKey("m", "1"), TestModels.artifact(1, 32, 10));
      topics.activate(new ModelKey("m", "1"), 1);
      topics.images("a", 20);
      List<JobID> jobs = new ArrayList<>();
      for (String group : List.of("one", "two")) {
        StreamGraph job = job(kafka.bootstrapServers(), group);
        jobs.add(flink.cluster().submitJob(job).get().getJobID());
      }
      for (JobID job : jobs) {
        JobResult result = flink.cluster().requestJobResult(job).get();
        assertThat(result.getSerializedThrowable()).isEmpty();
      }
      assertThat(topics.predictions(found -> found.size() >= 40))
          .extracting(Prediction::getImageId)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 40).mapToObj(i -> "a" + i % 20).toList());
    }
  }

  /** The classes of the jar suffice for reaching a registry. */
  @Test
  void schemasComeFromARegistry() throws Exception {
    assumeTrue(new File(JAR).isFile(), "job jar absent: " + JAR);
    try (SchemaRegistryServer registry = SchemaRegistryServer.start();
        EmbeddedKafka kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(1).all());
        EmbeddedFlink flink = EmbeddedFlink.start(1, SETTINGS);
        JobTopics topics = new JobTopics(kafka)) {
      topics.publish(new ModelKey("m", "1"), TestModels.artifact(1, 32, 10));
      topics.activate(new ModelKey("m", "1"), 1);
      String[] options = {
        "--images-format=confluent",
        "--predictions-format=confluent",
        "--schema-registry=" + registry.url()
      };
      TopicFormats formats = JobConfig.parse(options).formats();
      ImageEvent image = EventCodec.of(ImageEvent.class).decode(TestPictures.event("a", 1));
      topics.send(
          new ProducerRecord<>(
              "images", formats.imageEvents("images").write(image, new RecordHeaders())));
      StreamGraph job = job(kafka.bootstrapServers(), "one", options);
      JobID id = flink.cluster().submitJob(job).get().getJobID();

      assertThat(flink.cluster().requestJobResult(id).get().getSerializedThrowable()).isEmpty();
      assertThat(
              topics.read(
                  "predictions",
                  formats.predictionEvents("predictions"),
                  found -> !found.isEmpty()))
          .extracting(Prediction::getImageId)
          .containsExactly("a");
    }
  }

  private static StreamGraph job(String bootstrapServers, String group, String... options)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(
        List.of("--bounded", "--bootstrap-servers", bootstrapServers, "--group-id", group));
    try (PackagedProgram program =
        PackagedProgram.newBuilder()
            .setJarFile(new File(JAR))
            .setConfiguration(SETTINGS)
            .setArguments(arguments.toArray(String[]::new))
            .build()) {
      StreamGraph job =
          (StreamGraph) PackagedProgramUtils.getPipelineFromProgram(program, SETTINGS, 1, false);
      // From Flink 2.3 on, only the executors of Flink's clients give a job its id.
      job.setJobId(new JobID());
      job.addJar(new Path(new File(JAR).toURI()));
      job.setClasspath(List.of());
      return job;
    }
  }
}
