package io.flinkmobilenet.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flinkmobilenet.cluster.Stage.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of what {@code src/cluster} does at length with real processes. */
class LocalClusterITCase {
  private static final int IMAGES = 500;
  private static final double RATE = 100;

  /** As many as it takes for the first figures of the long forms. */
  private static final int MODELS = 20;

  private static final int JOBS = 5;

  @TempDir private Path home;

  @Test
  void losesNothingTellsPrometheusAllAndLeavesNeitherModelsNorClasses() throws Exception {
    Path jar = Path.of(System.getProperty("flinkmobilenet.test.job-jar", ""));
    assumeTrue(Files.isRegularFile(jar), "job jar absent: " + jar);
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "the scripts need bash");
    Path checkpoints = home.resolve("checkpoints");
    try (LocalCluster cluster = new LocalCluster(home, checkpoints, 1, 2)) {
      assertThat(cluster.up().lines())
          .last(STRING)
          .as("addresses come last, and no version in between")
          .startsWith("logs ");
      assertThat(cluster.up().lines()).containsExactly("all services are already running");
      TestJob job = new TestJob(cluster, jar, "--checkpoint-interval=1 s");
      job.publishModels();
      job.start(1, null);
      try (Results results = Results.of(cluster.bootstrapServers())) {
        Stage stage = new Stage(cluster, job, checkpoints, results, RATE);
        Outcome killed = stage.run("killed", IMAGES, it -> FaultList.killTaskManagers(it, 1));
        assertThat(killed.account()).matches(Account::isExact);

        Outcome rescaled = stage.run("rescaled", IMAGES, it -> it.restart(2));
        assertThat(rescaled.account()).matches(Account::isExact);
      }
      // The metrics by route and variant exist while a deployment is in force.
      job.deploy();
      assertThat(scraped(cluster)).containsAll(wanted());
      job.stop();
      assertThat(ManyModels.hold(cluster, job, MODELS)).as("models leave state and heap").isTrue();
      assertThat(Resubmissions.hold(cluster, job, JOBS)).as("jobs leave no classes").isTrue();
    }
  }

  /** The names of all that Prometheus would get, once the job's first values are there. */
  private static Set<String> scraped(LocalCluster cluster) throws Exception {
    Set<String> names = new TreeSet<>();
    try {
      Await.until(
          "metrics of the job",
          Duration.ofSeconds(30),
          () -> {
            Gauges.of(cluster).lines().forEach(line -> names.add(line.split("[{ ]", 2)[0]));
            return names.containsAll(wanted());
          });
    } catch (AssertionError missing) {
      // The caller says which.
    }
    return names;
  }

  private static Set<String> wanted() throws Exception {
    Set<String> wanted = new TreeSet<>();
    Monitoring.dashboardExpressions().forEach(text -> wanted.addAll(Monitoring.metrics(text)));
    Monitoring.alerts().values().forEach(text -> wanted.addAll(Monitoring.metrics(text)));
    return wanted;
  }
}
