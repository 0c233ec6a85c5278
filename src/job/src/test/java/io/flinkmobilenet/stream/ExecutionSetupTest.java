package io.flinkmobilenet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.flinkmobilenet.stream.config.JobConfig;
import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class ExecutionSetupTest {
  private static StreamExecutionEnvironment apply(Configuration cluster, String... options) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(cluster);
    ExecutionSetup.apply(JobConfig.parse(options), environment);
    return environment;
  }

  @Test
  void aStreamingJobNeedsADirectoryForCheckpoints() {
    assertThatIllegalStateException()
        .isThrownBy(() -> apply(new Configuration()))
        .withMessageStartingWith("no directory for checkpoints: expected --checkpoint-dir URI, or");
    apply(new Configuration(), "--bounded");
  }

  @Test
  void takesTheDirectoryOfTheOptionOrOfTheCluster() {
    StreamExecutionEnvironment environment =
        apply(new Configuration(), "--checkpoint-dir", "file:/x", "--checkpoint-interval", "3 s");
    assertThat(environment.getConfiguration().get(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
        .isEqualTo("file:/x");
    assertThat(environment.getCheckpointConfig().getCheckpointInterval()).isEqualTo(3000);
    apply(new Configuration().set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, "file:/y"));
  }

  @Test
  void theClustersIntervalGoesFirst() {
    Configuration cluster =
        new Configuration()
            .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, "file:/y")
            .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(77));
    assertThat(apply(cluster).getCheckpointConfig().getCheckpointInterval()).isEqualTo(77_000);
  }

  @Test
  void theJobManagersMemoryIsNoPlaceForModels() {
    Configuration cluster =
        new Configuration()
            .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, "file:/y")
            .set(CheckpointingOptions.CHECKPOINT_STORAGE, "jobmanager");
    assertThatIllegalStateException()
        .isThrownBy(() -> apply(cluster))
        .withMessageStartingWith("execution.checkpointing.storage: expected filesystem");
  }

  @Test
  void aTransactionOutlastsTheTimeBetweenCheckpoints() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                apply(new Configuration(), "--checkpoint-dir=file:/x", "--checkpoint-interval=1h"))
        .withMessageStartingWith(
            "--transaction-timeout: expected more than the 1 h between two checkpoints,"
                + " found 10 min");
    apply(
        new Configuration(),
        "--checkpoint-dir=file:/x",
        "--checkpoint-interval=1h",
        "--delivery=at-least-once");
  }

  @Test
  void exactlyOnceDeliveryNeedsExactlyOnceCheckpoints() {
    Configuration cluster =
        new Configuration()
            .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, "file:/y")
            .set(
                CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
                CheckpointingMode.AT_LEAST_ONCE);
    assertThat(apply(cluster).getCheckpointConfig().getCheckpointingConsistencyMode())
        .isEqualTo(CheckpointingMode.EXACTLY_ONCE);
  }

  @Test
  void aBoundedJobRunsInBatchMode() {
    assertThat(
            apply(new Configuration(), "--bounded")
                .getConfiguration()
                .get(ExecutionOptions.RUNTIME_MODE))
        .isEqualTo(RuntimeExecutionMode.BATCH);
  }

  @Test
  void snapshotsAreCompressedUnlessTheClusterDecides() {
    Configuration cluster =
        new Configuration().set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, "file:/y");
    assertThat(apply(cluster).getConfig().isUseSnapshotCompression()).isTrue();
    cluster.set(ExecutionOptions.SNAPSHOT_COMPRESSION, false);
    assertThat(apply(cluster).getConfig().isUseSnapshotCompression()).isFalse();
  }
}
