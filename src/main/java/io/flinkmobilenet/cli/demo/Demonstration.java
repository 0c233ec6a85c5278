package io.flinkmobilenet.cli.demo;

import io.flinkmobilenet.cli.input.PictureFile;
import io.flinkmobilenet.cli.kafka.Beginning;
import io.flinkmobilenet.cli.kafka.PictureEvents;
import io.flinkmobilenet.cli.kafka.PicturePublisher;
import io.flinkmobilenet.cli.kafka.Published;
import io.flinkmobilenet.cli.kafka.TopicReader;
import io.flinkmobilenet.cli.model.ModelRegistry;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.kernel.KernelChoice;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.stream.InferenceJob;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.Topics;
import io.flinkmobilenet.stream.state.ModelKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The job between a broker and a cluster, from the publishing of a model to the last prediction.
 */
final class Demonstration {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final Surroundings surroundings;
  private final JobConfig config;
  private final Topics topics;

  Demonstration(Surroundings surroundings, KernelChoice kernel) {
    this.surroundings = surroundings;
    this.config =
        JobConfig.of(
            Map.of(
                "bootstrap-servers", surroundings.kafka().bootstrapServers(),
                "checkpoint-interval", "1s",
                "kernel", kernel.name()));
    this.topics = config.topics();
  }

  /** Publishes a model and puts it in charge. */
  void publish(ModelKey key, ModelArtifact model) throws CommandFailure, InterruptedException {
    ModelRegistry registry = ModelRegistry.open(config.kafka(), topics.models());
    registry.publish(key, model);
    registry.activate(key);
  }

  /** Publishes pictures. */
  Published publish(List<PictureFile> pictures, Consumer<String> complaints)
      throws CommandFailure, InterruptedException {
    PictureEvents events = new PictureEvents("", "demo", Map.of(), false);
    try (PicturePublisher publisher =
        PicturePublisher.to(topics.images(), config.kafka(), complaints)) {
      for (PictureFile picture : pictures) {
        publisher.send(picture, events, 1);
      }
      return publisher.finish();
    }
  }

  /**
   * Runs the job until it has said something of every picture.
   *
   * @return seconds from the submission of the job to its last word
   * @throws CommandFailure where the job fails or falls silent
   */
  double run(long pictures, DemoReport report) throws Exception {
    long submitted = System.nanoTime();
    JobClient job = submit();
    try (TopicReader predictions = reader(topics.predictions());
        TopicReader rejections = reader(topics.rejected())) {
      long lastWord = submitted;
      while (report.predicted() + report.rejected() < pictures) {
        long before = report.predicted() + report.rejected();
        drain(predictions, report::prediction);
        drain(rejections, report::rejection);
        if (report.predicted() + report.rejected() > before) {
          lastWord = System.nanoTime();
        } else {
          requireRunning(job, lastWord);
        }
      }
      return (lastWord - submitted) / 1e9;
    }
  }

  private JobClient submit() throws Exception {
    StreamExecutionEnvironment environment = surroundings.flink().environment();
    // A job that cannot run is to say so, not to try for ever.
    environment.configure(
        new Configuration().set(RestartStrategyOptions.RESTART_STRATEGY, "disable"));
    InferenceJob.prepare(config, environment);
    return surroundings.flink().submit(environment);
  }

  private TopicReader reader(String topic) throws CommandFailure, InterruptedException {
    return TopicReader.open(topic, config.kafka(), Beginning.EARLIEST);
  }

  private static void requireRunning(JobClient job, long lastWord)
      throws CommandFailure, InterruptedException, ExecutionException {
    if (job.getJobStatus().get().isGloballyTerminalState()) {
      try {
        job.getJobExecutionResult().get();
        throw CommandFailure.input("the job ended before all pictures were classified", null);
      } catch (ExecutionException e) {
        Throwable root = rootCause(e);
        throw CommandFailure.input("the job failed: " + root.getMessage(), e);
      }
    }
    if (System.nanoTime() - lastWord > PATIENCE_NANOS) {
      Duration waited = Duration.ofNanos(PATIENCE_NANOS);
      throw CommandFailure.input(
          "the job runs, but said nothing for %d s".formatted(waited.toSeconds()), null);
    }
  }

  private static Throwable rootCause(Throwable failure) {
    Throwable root = ExceptionUtils.stripExecutionException(failure);
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private interface Reader {
    void read(byte[] value) throws UnreadableEventException;
  }

  private static void drain(TopicReader topic, Reader reader)
      throws CommandFailure, UnreadableEventException {
    ConsumerRecord<byte[], byte[]> next;
    while ((next = topic.next(Duration.ZERO)) != null) {
      reader.read(next.value());
    }
  }
}
