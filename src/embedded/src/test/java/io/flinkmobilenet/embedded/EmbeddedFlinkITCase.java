package io.flinkmobilenet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;

class EmbeddedFlinkITCase {
  @Test
  void runsOneJobAfterTheOther() throws Exception {
    try (EmbeddedFlink flink = EmbeddedFlink.start(2)) {
      for (int run = 0; run < 2; run++) {
        StreamExecutionEnvironment environment = flink.environment();
        environment.fromData(List.of(1, 2, 3)).sinkTo(new DiscardingSink<>());
        JobClient job = flink.submit(environment);
        assertThat(job.getJobExecutionResult().get(60, TimeUnit.SECONDS)).isNotNull();
      }
    }
  }

  /** Three numbers cross the edge before the sink, and nothing after it. */
  @Test
  void countsTheBytesBetweenTasks() throws Exception {
    try (EmbeddedFlink flink = EmbeddedFlink.start(2)) {
      StreamExecutionEnvironment environment = flink.environment();
      environment.fromData(List.of(1, 2, 3)).rebalance().sinkTo(new DiscardingSink<>());
      flink.submit(environment).getJobExecutionResult().get(60, TimeUnit.SECONDS);
      Map<String, Long> bytes = flink.bytesOut();
      assertThat(bytes).hasSize(2);
      assertThat(bytes.entrySet())
          .filteredOn(sent -> sent.getKey().startsWith("Source"))
          .allSatisfy(sent -> assertThat(sent.getValue()).isBetween(3L * Integer.BYTES, 1000L))
          .hasSize(1);
      assertThat(bytes.values()).contains(0L);
    }
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    EmbeddedFlink.start(1).close();
    // Stopped threads take a moment to end.
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (anyThreadOfFlink() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertThat(anyThreadOfFlink()).isFalse();
  }

  private static boolean anyThreadOfFlink() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .anyMatch(name -> name.startsWith("flink-pekko") || name.startsWith("flink-rest"));
  }

  @Test
  void givesJobsACheckpointDirectoryThatGoesWithIt() throws Exception {
    String directory;
    try (EmbeddedFlink flink = EmbeddedFlink.start(1)) {
      directory =
          flink.environment().getConfiguration().get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
    }
    assertThat(Path.of(URI.create(directory)).getParent()).doesNotExist();
  }
}
