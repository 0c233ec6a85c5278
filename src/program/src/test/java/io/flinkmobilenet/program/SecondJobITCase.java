package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flinkmobilenet.Background;
import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.stream.JobTopics;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A second job of a group is refused or replaces the first one, and no image is predicted twice.
 */
@Timeout(180)
class SecondJobITCase {
  private static final String JAR = System.getProperty("flinkmobilenet.test.job-jar", "");

  @TempDir private Path folder;
  private final AtomicBoolean enough = new AtomicBoolean();
  private EmbeddedKafka kafka;
  private EmbeddedFlink flink;
  private JobTopics topics;
  private CompletableFuture<Integer> flow;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(Files.isRegularFile(Path.of(JAR)), "job jar absent: " + JAR);
    kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(2).all());
    flink = cluster();
    topics = new JobTopics(kafka);
    ModelKey model = new ModelKey("birds", "1");
    topics.publish(model, TestModels.artifact(1, 32, 10));
    topics.activate(model, 1);
    assertThat(submit(flink, "1s").exitCode()).isZero();
    flow = CompletableFuture.supplyAsync(this::flow, Background.THREADS);
    topics.predictions(found -> !found.isEmpty());
  }

  @AfterEach
  void stop() throws Exception {
    enough.set(true);
    if (flow != null) {
      flow.get();
      topics.close();
      flink.close();
      kafka.close();
    }
  }

  @Test
  void isRefusedWhereTheFirstRunsOnTheSameCluster() throws Exception {
    Invocation second = submit(flink, "1s");
    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.err().lines())
        .singleElement()
        .asString()
        .contains("with --group-id flink-mobilenet is running", "--replace");
    requireEachPredictedOnce();
  }

  @Test
  void isRefusedByTheJobItselfWhereTheFirstRunsOnAnotherCluster() throws Exception {
    try (EmbeddedFlink elsewhere = cluster()) {
      // The second job waits for half a minute and until the first commit.
      Invocation second = submit(elsewhere, "20s");
      assertThat(second.exitCode()).as(second.err()).isEqualTo(1);
      assertThat(second.err().lines())
          .singleElement()
          .asString()
          .contains("another job with --group-id flink-mobilenet is running", "committed");
    }
    requireEachPredictedOnce();
  }

  @Test
  void takesThePlaceOfTheFirstAndLosesAndRepeatsNothing() throws Exception {
    Invocation second = submit(flink, "1s", "--replace", "--savepoint-dir=" + folder.toUri());
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.json().get(0).get("savepoint").asText()).startsWith("file:" + folder);
    String first = second.json().get(0).get("stopped").asText();
    assertThat(second.json().get(1).get("job").asText()).hasSize(32).isNotEqualTo(first);
    requireEachPredictedOnce();
  }

  /** Sends an image every few milliseconds, so that there is always an open transaction. */
  private int flow() {
    int sent = 0;
    while (!enough.get()) {
      topics.images("image-" + sent++ + "-", 1);
      try {
        TimeUnit.MILLISECONDS.sleep(10);
      } catch (InterruptedException e) {
        return sent;
      }
    }
    return sent;
  }

  private void requireEachPredictedOnce() throws Exception {
    int before = topics.predictions(found -> true).size();
    // Waits until the running job makes predictions.
    topics.predictions(found -> found.size() > before + 50);
    enough.set(true);
    int sent = flow.get();
    List<Prediction> predictions = topics.predictions(found -> found.size() >= sent);
    topics.images("last", 1);
    predictions = topics.predictions(found -> found.size() >= sent + 1);
    assertThat(predictions).extracting(Prediction::getImageId).doesNotHaveDuplicates();
    assertThat(predictions).hasSize(sent + 1);
  }

  private static EmbeddedFlink cluster() throws Exception {
    return EmbeddedFlink.start(
        2, new Configuration().set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first"));
  }

  private Invocation submit(EmbeddedFlink cluster, String interval, String... options)
      throws Exception {
    List<String> all = new ArrayList<>(List.of("submit", "--jar=" + JAR));
    all.add("--flink=" + cluster.cluster().getRestAddress().get());
    all.add("--bootstrap-servers=" + kafka.bootstrapServers());
    all.add("--checkpoint-interval=" + interval);
    all.add("--trusted-keys=");
    all.addAll(List.of(options));
    return Invocation.of(all.toArray(String[]::new));
  }
}
