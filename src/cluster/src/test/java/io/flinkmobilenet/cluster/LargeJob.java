package io.flinkmobilenet.cluster;

import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.client.ModelRegistry;
import io.flinkmobilenet.stream.InferenceJob;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.ModelStateForm;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import io.flinkmobilenet.stream.state.ModelContents;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;

/**
 * Runs a job with many subtasks in this process, with a network that computes nearly nothing but
 * has weights of 14 MB, and measures what grows with the parallelism. {@code src/cluster/large}
 * runs it.
 */
public final class LargeJob implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  /** Each pair of subtasks on both sides of a shuffle has a channel with buffers of 32 KB. */
  private static final int BYTES_PER_CHANNEL = 2 * (32 << 10);

  private static final int LEAST_NETWORK = 64 << 20;
  private static final int CLASSES = 2400;
  private static final int PARTITIONS = 8;

  private final int parallelism;
  private final ModelStateForm form;
  private final EmbeddedKafka kafka;
  private final EmbeddedFlink flink;
  private final ModelRegistry models;
  private JobClient job;

  private LargeJob(int parallelism, ModelStateForm form) throws Exception {
    this.parallelism = parallelism;
    this.form = form;
    kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(PARTITIONS).all());
    flink = EmbeddedFlink.start(parallelism, cluster(parallelism));
    models =
        ModelRegistry.of(
            new KafkaProperties(kafka.bootstrapServers(), Map.of()), "models", "model-status");
  }

  private static Configuration cluster(int parallelism) {
    long network = Math.max(LEAST_NETWORK, (long) parallelism * parallelism * BYTES_PER_CHANNEL);
    Configuration settings = new Configuration();
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, new MemorySize(network));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, new MemorySize(network));
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(parallelism));
    settings.setString("metrics.reporters", "census");
    settings.setString(
        "metrics.reporter.census.factory.class", MetricCensusFactory.class.getName());
    return settings;
  }

  /** Arguments: numbers of subtasks. */
  public static void main(String[] arguments) throws Exception {
    System.out.printf(
        "%-11s %-9s %8s %8s %11s %11s %9s %13s %8s %8s %8s%n",
        "parallelism",
        "state",
        "start, s",
        "swap, s",
        "checkpt, MB",
        "checkpt, ms",
        "restore, s",
        "transactions",
        "metrics",
        "threads",
        "heap, MB");
    for (String parallelism : arguments) {
      for (ModelStateForm form : ModelStateForm.values()) {
        try (LargeJob job = new LargeJob(Integer.parseInt(parallelism), form)) {
          System.out.println(job.measure());
        }
      }
    }
  }

  private String measure() throws Exception {
    publish("1", 1);
    double start = seconds(() -> submit(null));
    CompletedCheckpointStats checkpoint = nextCheckpoint();
    int transactions = transactions();
    int metrics = MetricCensus.size();
    int threads = ManagementFactory.getThreadMXBean().getThreadCount();
    long heap = heap();
    models.publish(key("2"), ModelContents.of(TestModels.artifact(2, 32, CLASSES)));
    double swap =
        seconds(
            () -> {
              models.activate(key("2"));
              awaitActive("2");
            });
    String savepoint = job.stopWithSavepoint(false, null, SavepointFormatType.NATIVE).get();
    double restore = seconds(() -> submit(savepoint));
    job.cancel().get();
    return "%-11d %-9s %8.1f %8.1f %11.1f %11d %9.1f %13d %8d %8d %8d"
        .formatted(
            parallelism,
            form,
            start,
            swap,
            checkpoint.getStateSize() / 1e6,
            checkpoint.getEndToEndDuration(),
            restore,
            transactions,
            metrics,
            threads,
            heap >> 20);
  }

  private static ModelKey key(String version) {
    return new ModelKey("large", version);
  }

  private void publish(String version, long seed) throws Exception {
    models.publish(key(version), ModelContents.of(TestModels.artifact(seed, 32, CLASSES)));
    models.activate(key(version));
  }

  /** Submits the job and waits until all tasks run, which they do when they have a model. */
  private void submit(String savepoint) throws Exception {
    StreamExecutionEnvironment environment = flink.environment();
    if (savepoint != null) {
      environment.configure(
          new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));
    }
    InferenceJob.prepare(
        JobConfig.parse(
            "--bootstrap-servers=" + kafka.bootstrapServers(),
            "--checkpoint-interval=5 s",
            "--model-state=" + form),
        environment);
    job = flink.submit(environment);
    Await.until("all tasks running", PATIENCE, () -> flink.isAtWork(job));
  }

  private AccessExecutionGraph graph() throws Exception {
    return flink.cluster().getExecutionGraph(job.getJobID()).get();
  }

  /** Waits until all subtasks classify with the model. */
  private void awaitActive(String version) throws InterruptedException {
    Await.until(
        "version " + version + " everywhere",
        PATIENCE,
        () -> MetricCensus.gauges("classify", "model.version", version) == parallelism);
  }

  /** Waits for the second checkpoint: during the first one much happens for the first time. */
  private CompletedCheckpointStats nextCheckpoint() throws Exception {
    Await.until(
        "two checkpoints",
        PATIENCE,
        () ->
            graph().getCheckpointStatsSnapshot().getCounts().getNumberOfCompletedCheckpoints()
                >= 2);
    return graph().getCheckpointStatsSnapshot().getHistory().getLatestCompletedCheckpoint();
  }

  /** Number of transactional producers that the broker knows. */
  private int transactions() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      return admin.listTransactions().all().get().size();
    }
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static double seconds(Stage.Action action) throws Exception {
    long begin = System.nanoTime();
    action.run();
    return (System.nanoTime() - begin) / 1e9;
  }

  @Override
  public void close() {
    try (kafka) {
      flink.close();
    }
  }
}
