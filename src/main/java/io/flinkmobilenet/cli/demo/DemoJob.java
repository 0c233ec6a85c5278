package io.flinkmobilenet.cli.demo;

import io.flinkmobilenet.cli.kafka.Beginning;
import io.flinkmobilenet.cli.kafka.TopicReader;
import io.flinkmobilenet.cli.model.ModelRegistry;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.kernel.KernelChoice;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.stream.InferenceJob;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.KafkaProperties;
import io.flinkmobilenet.stream.config.Topics;
import io.flinkmobilenet.stream.state.ModelKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;

/**
 * The very job that {@code submit} sends to a cluster, between a broker and a cluster of our own.
 */
final class DemoJob {
  /**
   * Predictions can be read after each checkpoint: twice a second they come as a stream, and what a
   * checkpoint holds, some models of a few megabytes, is still written in no time.
   */
  private static final String CHECKPOINT_INTERVAL = "500ms";

  private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(2);

  private final EmbeddedFlink flink;
  private final JobConfig config;
  private JobClient client;

  DemoJob(Surroundings surroundings, KernelChoice kernel) {
    this.flink = surroundings.flink();
    this.config =
        JobConfig.of(
            Map.of(
                "bootstrap-servers", surroundings.kafka().bootstrapServers(),
                "checkpoint-interval", CHECKPOINT_INTERVAL,
                "kernel", kernel.name()));
  }

  /** Starts the job. It waits until there is a model. */
  void submit() throws Exception {
    StreamExecutionEnvironment environment = flink.environment();
    environment.configure(
        new Configuration()
            // A job that cannot run is to say so, not to try for ever.
            .set(RestartStrategyOptions.RESTART_STRATEGY, "disable")
            // Flink gathers records for a network for up to 100 ms; there is no network here.
            .set(ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT));
    InferenceJob.prepare(config, environment);
    client = flink.submit(environment);
  }

  /**
   * Publishes a model and puts it in charge, also while the job runs.
   *
   * @throws CommandFailure where Kafka does not take it
   */
  void activate(ModelKey key, ModelArtifact model) throws CommandFailure, InterruptedException {
    ModelRegistry registry = ModelRegistry.open(config.kafka(), config.topics().models());
    registry.publish(key, model);
    registry.activate(key);
  }

  /**
   * Does nothing as long as the job runs.
   *
   * @throws CommandFailure where it has ended, with its reason
   */
  void requireRunning() throws CommandFailure, InterruptedException, ExecutionException {
    if (!client.getJobStatus().get().isGloballyTerminalState()) {
      return;
    }
    try {
      client.getJobExecutionResult().get();
      throw CommandFailure.input("the job ended before all pictures were classified", null);
    } catch (ExecutionException e) {
      throw CommandFailure.input("the job failed: " + rootCause(e).getMessage(), e);
    }
  }

  /** Whether all its tasks are at work, or have to be waited for. */
  boolean isAtWork() throws InterruptedException, ExecutionException {
    for (AccessExecutionVertex task :
        flink.cluster().getExecutionGraph(client.getJobID()).get().getAllExecutionVertices()) {
      if (task.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
    }
    return true;
  }

  /** Reads some of its topics from their beginning. */
  TopicReader reader(String... names) throws CommandFailure, InterruptedException {
    return TopicReader.open(List.of(names), config.kafka(), Beginning.EARLIEST);
  }

  KafkaProperties kafka() {
    return config.kafka();
  }

  Topics topics() {
    return config.topics();
  }

  private static Throwable rootCause(Throwable failure) {
    Throwable root = ExceptionUtils.stripExecutionException(failure);
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
