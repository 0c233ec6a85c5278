package io.flinkmobilenet.stream;

import io.flinkmobilenet.stream.config.Delivery;
import io.flinkmobilenet.stream.config.JobConfig;
import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.runtime.state.SnappyStreamCompressionDecorator;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.TimeUtils;

/** Sets batch mode, or the checkpoints of a streaming job, their directory and compression. */
final class ExecutionSetup {
  private static final ConfigOption<String> STORAGE = CheckpointingOptions.CHECKPOINT_STORAGE;

  private ExecutionSetup() {}

  /**
   * Applies the job's options for the batch mode or the checkpoints. The interval and the
   * compression apply only if the cluster's configuration has none.
   *
   * @throws IllegalStateException if a streaming job has no directory for its checkpoints, or if
   *     transactions would time out before the checkpoints that commit them
   */
  static void apply(JobConfig config, StreamExecutionEnvironment environment) {
    if (config.bounded()) {
      environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
      return;
    }
    config
        .checkpointDirectory()
        .ifPresent(
            directory ->
                environment.configure(
                    new Configuration()
                        .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory)));
    if (environment.getConfiguration().get(CheckpointingOptions.CHECKPOINTS_DIRECTORY) == null) {
      throw new IllegalStateException(
          "no directory for checkpoints: expected --checkpoint-dir URI, or "
              + CheckpointingOptions.CHECKPOINTS_DIRECTORY.key()
              + " in Flink's configuration, found neither; the models in the state do not fit into"
              + " the JobManager's memory");
    }
    if ("jobmanager".equals(environment.getConfiguration().get(STORAGE))) {
      throw new IllegalStateException(
          STORAGE.key()
              + ": expected filesystem, found jobmanager; the models in the state do not fit into"
              + " the JobManager's memory");
    }
    if (!environment.getCheckpointConfig().isCheckpointingEnabled()) {
      environment.enableCheckpointing(config.checkpointInterval().toMillis());
    }
    SnapshotCompression.apply(environment, SnappyStreamCompressionDecorator.INSTANCE);
    if (config.delivery() == Delivery.EXACTLY_ONCE) {
      prepareExactlyOnce(config, environment.getCheckpointConfig());
    }
  }

  private static void prepareExactlyOnce(JobConfig config, CheckpointConfig checkpoints) {
    checkpoints.setCheckpointingConsistencyMode(CheckpointingMode.EXACTLY_ONCE);
    long interval = checkpoints.getCheckpointInterval();
    if (config.transactionTimeout().toMillis() <= interval) {
      throw new IllegalStateException(
          "--transaction-timeout: expected more than the %s between two checkpoints, found %s"
                  .formatted(
                      TimeUtils.formatWithHighestUnit(Duration.ofMillis(interval)),
                      TimeUtils.formatWithHighestUnit(config.transactionTimeout()))
              + "; otherwise the broker aborts transactions before a checkpoint commits them");
    }
  }
}
