package io.flinkmobilenet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.ModelKey;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs the job jar twice at the same time in one TaskManager, each time on its own class loader.
 */
@Timeout(120)
class TwoClassLoadersITCase {
  private static final String JAR = System.getProperty("flinkmobilenet.test.job-jar", "");

  @Test
  void twoJobsInOneJvmDoNotDisturbEachOther() throws Exception {
    assumeTrue(new File(JAR).isFile(), "job jar absent: " + JAR);
    Configuration settings = new Configuration();
    // Kafka's clients are also on the class path of this JVM, next to those of the connector.
    settings.set(
        CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL, List.of("org.apache.kafka."));
    try (EmbeddedKafka kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(1).all());
        EmbeddedFlink flink = EmbeddedFlink.start(2, settings);
        JobTopics topics = new JobTopics(kafka)) {
      topics.publish(new ModelKey("m", "1"), TestModels.artifact(1, 32, 10));
      topics.activate(new ModelKey("m", "1"), 1);
      topics.images("a", 20);
      List<JobID> jobs = new ArrayList<>();
      for (String group : List.of("one", "two")) {
        StreamGraph job = job(settings, kafka.bootstrapServers(), group);
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

  private static StreamGraph job(Configuration settings, String bootstrapServers, String group)
      throws Exception {
    try (PackagedProgram program =
        PackagedProgram.newBuilder()
            .setJarFile(new File(JAR))
            .setConfiguration(settings)
            .setArguments("--bounded", "--bootstrap-servers", bootstrapServers, "--group-id", group)
            .build()) {
      StreamGraph job =
          (StreamGraph) PackagedProgramUtils.getPipelineFromProgram(program, settings, 1, false);
      job.addJar(new Path(new File(JAR).toURI()));
      job.setClasspath(List.of());
      return job;
    }
  }
}
