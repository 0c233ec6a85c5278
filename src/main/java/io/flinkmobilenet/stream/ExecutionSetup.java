package io.flinkmobilenet.stream;

import io.flinkmobilenet.stream.config.JobConfig;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Batch mode, or checkpoints and where they go. */
final class ExecutionSetup {
  private ExecutionSetup() {}

  /**
   * Sets what the job's options say and the cluster's do not.
   *
   * @throws IllegalStateException if a streaming job has no directory for its checkpoints
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
    if (!environment.getCheckpointConfig().isCheckpointingEnabled()) {
      environment.enableCheckpointing(config.checkpointInterval().toMillis());
    }
  }
}
