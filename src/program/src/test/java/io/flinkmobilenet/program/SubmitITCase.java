package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.embedded.TlsFiles;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job jar on a cluster: upload, run, wait. */
class SubmitITCase {
  private static EmbeddedKafka kafka;
  private static EmbeddedFlink flink;
  @TempDir private static Path folder;

  @BeforeAll
  static void start() throws Exception {
    String jar = System.getProperty("flinkmobilenet.test.job-jar", "");
    assumeTrue(Files.isRegularFile(Path.of(jar)), "job jar absent: " + jar);
    kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(2).all());
    // Flink always loads its own packages from the cluster. Here the cluster has the connector, so
    // the rest of the jar must come from there as well.
    flink =
        EmbeddedFlink.start(
            2, new Configuration().set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first"));
    TestModels.writeDirectory(folder.resolve("model"), 1, 32, 10);
    Files.createDirectory(folder.resolve("pictures"));
    for (int i = 0; i < 4; i++) {
      ImageIO.write(
          new BufferedImage(40 + i, 50, BufferedImage.TYPE_INT_RGB),
          "png",
          folder.resolve("pictures/" + i + ".png").toFile());
    }
  }

  @AfterAll
  static void stop() {
    if (flink != null) {
      flink.close();
    }
    if (kafka != null) {
      kafka.close();
    }
  }

  @Test
  void runsTheJobFromItsJar() throws Exception {
    assertThat(kafka("publish", "" + folder.resolve("pictures")).exitCode()).isZero();
    String model = folder.resolve("model").toString();
    assertThat(
            kafka("model", "publish", model, "--name=pets", "--version=1", "--activate").exitCode())
        .isZero();

    // Not used by this job, but the lines of the file must reach it unchanged.
    Path authorities = TlsFiles.create(folder, "registry", "changeit").certificate();
    Invocation submit =
        submit("--bounded", "--wait", "--parallelism=2", "--registry-ca=" + authorities);
    assertThat(submit.exitCode()).as(submit.err()).isZero();
    assertThat(submit.json().get(0).get("job").asText()).hasSize(32);

    Invocation consume = kafka("consume", "--max=4", "--timeout=30s");
    assertThat(consume.exitCode()).as(consume.err()).isZero();
    assertThat(consume.json())
        .extracting(line -> line.get("imageId").asText())
        .containsExactlyInAnyOrder("0.png", "1.png", "2.png", "3.png");
    assertThat(kafka("model", "list").json().get(0).get("state").asText()).isEqualTo("ACTIVE");
  }

  @Test
  void endsWithThreeAndTheJobsWordsWhereATopicIsMissing() throws Exception {
    Invocation run = submit("--images-topic=absent");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
    assertThat(run.err().lines()).singleElement().asString().contains("absent");
  }

  @Test
  void endsWithOneAndFlinksWordsWhereTheSavepointIsMissing() throws Exception {
    Invocation run = submit("--wait", "--from-savepoint=" + folder.resolve("gone").toUri());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.err().lines()).singleElement().asString().contains("gone");
  }

  @Test
  void endsWithOneAndTheJobsWordsWhereCheckpointsHaveNoDirectory() throws Exception {
    Configuration bare =
        new Configuration()
            .set(WebOptions.UPLOAD_DIR, folder.resolve("uploads").toString())
            .set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first");
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(bare)
                .withRandomPorts()
                .build());
    try {
      cluster.start();
      Invocation run = submitTo(cluster);
      assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
      assertThat(run.err().lines()).singleElement().asString().contains("--checkpoint-dir");
    } finally {
      cluster.close();
    }
  }

  private static Invocation kafka(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--bootstrap-servers=" + kafka.bootstrapServers());
    return Invocation.of(all.toArray(String[]::new));
  }

  private static Invocation submit(String... options) throws Exception {
    return submitTo(flink.cluster(), options);
  }

  private static Invocation submitTo(MiniCluster cluster, String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("submit"));
    all.add("--flink=" + cluster.getRestAddress().get());
    all.add("--jar=" + System.getProperty("flinkmobilenet.test.job-jar"));
    all.addAll(List.of(options));
    return kafka(all.toArray(String[]::new));
  }
}
