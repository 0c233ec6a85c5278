package io.flinkmobilenet.showcase.local;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.kafka.Beginning;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.kafka.TopicReader;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.client.ModelRegistry;
import io.flinkmobilenet.protocol.client.RefusedRequestException;
import io.flinkmobilenet.stream.InferenceJob;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.TopicFormats;
import io.flinkmobilenet.stream.config.Topics;
import io.flinkmobilenet.stream.state.ModelContents;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;

/** A job that runs on the broker and the cluster of this process. */
public final class LocalJob {
  private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(2);

  private final EmbeddedFlink flink;
  private final JobConfig config;
  private final Builder builder;
  private JobClient client;

  private LocalJob(EmbeddedFlink flink, JobConfig config, Builder builder) {
    this.flink = flink;
    this.config = config;
    this.builder = builder;
  }

  /** Builds the operators of a job. */
  @FunctionalInterface
  public interface Builder {
    /** Adds a job with these settings to the environment. */
    void build(JobConfig config, StreamExecutionEnvironment environment) throws Exception;
  }

  /**
   * The same job that {@code submit} sends to a cluster.
   *
   * @param options options of the job, without the brokers
   */
  public static LocalJob inference(LocalServices services, Map<String, String> options) {
    return of(services, options, InferenceJob::prepare);
  }

  /**
   * Another job that reads and writes the topics of the options.
   *
   * @param options options of the job, without the brokers
   */
  public static LocalJob of(LocalServices services, Map<String, String> options, Builder builder) {
    Map<String, String> all = new HashMap<>(options);
    // Whoever starts a job in this process has chosen its models, and sees if the heap is too
    // small.
    all.putIfAbsent("max-model-bytes", "1 gb");
    all.put("bootstrap-servers", services.kafka().bootstrapServers());
    return new LocalJob(services.flink(), JobConfig.of(all), builder);
  }

  /** Starts the job. The inference job waits until there is a model. */
  public void submit() throws Exception {
    StreamExecutionEnvironment environment = flink.environment();
    environment.configure(
        new Configuration()
            // A job that cannot run should fail and not be restarted for ever.
            .set(RestartStrategyOptions.RESTART_STRATEGY, "disable")
            // By default Flink buffers records for up to 100 ms to use a network efficiently. There
            // is no network here.
            .set(ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT));
    builder.build(config, environment);
    client = flink.submit(environment);
  }

  /**
   * Publishes and activates a model, also while the job is running.
   *
   * @throws RefusedRequestException if another model has this name and version
   */
  public void activate(ModelKey key, ModelArtifact model)
      throws KafkaNotReadyException, RefusedRequestException, InterruptedException {
    publish(key, model);
    activate(key);
  }

  /** Publishes a model without activating it. */
  public void publish(ModelKey key, ModelArtifact model)
      throws KafkaNotReadyException, RefusedRequestException, InterruptedException {
    models().publish(key, ModelContents.of(model));
  }

  /** Activates a published model. */
  public void activate(ModelKey key)
      throws KafkaNotReadyException, RefusedRequestException, InterruptedException {
    models().activate(key);
  }

  /**
   * Sends a deployment of published models.
   *
   * @param draft the deployment; its epoch is replaced by one above all earlier ones
   * @return the epoch that it was sent with
   */
  public long deploy(Deployment draft)
      throws KafkaNotReadyException, RefusedRequestException, InterruptedException {
    return models().deploy(draft, Optional.empty()).epoch();
  }

  /** Time at which the latest activation was sent to Kafka, milliseconds since 1970. */
  public long activatedAt() throws KafkaNotReadyException {
    return models().contents(false).activatedAt();
  }

  private ModelRegistry models() {
    return ModelRegistry.of(config.kafka(), config.topics().models(), config.topics().status());
  }

  /**
   * Checks that the job is running.
   *
   * @throws CommandFailure if it has ended, with the reason
   */
  public void requireRunning() throws CommandFailure, InterruptedException, ExecutionException {
    if (!client.getJobStatus().get().isGloballyTerminalState()) {
      return;
    }
    try {
      client.getJobExecutionResult().get();
      throw CommandFailure.input("the job ended before all images were classified", null);
    } catch (ExecutionException e) {
      throw CommandFailure.input("the job failed: " + rootCause(e).getMessage(), e);
    }
  }

  /**
   * True if all tasks are running; false if some have not started yet, or if the job has just been
   * submitted and has none.
   */
  public boolean isAtWork() throws InterruptedException, ExecutionException {
    return flink.isAtWork(client);
  }

  /**
   * Returns the bytes that its tasks have serialised so far for tasks after them, by name of the
   * task. Earlier jobs on the same cluster count as well.
   */
  public Map<String, Long> bytesOut() {
    return flink.bytesOut();
  }

  /** Returns the group of its consumers, with which the names of its Kafka clients begin. */
  public String groupId() {
    return config.groupId();
  }

  /** Creates a reader of some of its topics from their beginning. */
  public TopicReader reader(String... names) throws KafkaNotReadyException {
    return TopicReader.open(List.of(names), Set.of(), config.kafka(), Beginning.EARLIEST);
  }

  /** The settings for connecting to its broker. */
  public KafkaProperties kafka() {
    return config.kafka();
  }

  /** The topics that it reads and writes. */
  public Topics topics() {
    return config.topics();
  }

  /** The formats of their records. */
  public TopicFormats formats() {
    return config.formats();
  }

  private static Throwable rootCause(Throwable failure) {
    Throwable root = ExceptionUtils.stripExecutionException(failure);
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
