package io.flinkmobilenet.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient.JobFinalizationBehavior;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.TimeUtils;

/**
 * A Flink cluster in this JVM: one JobManager, one TaskManager with a number of slots.
 *
 * <p>Checkpoints and working files are in a temporary directory, which {@link #close()} deletes.
 * Generic types are not allowed in its jobs.
 */
public final class EmbeddedFlink implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final TemporaryDirectory files;
  private final MeteredCluster cluster;
  private final int slots;

  private EmbeddedFlink(TemporaryDirectory files, MeteredCluster cluster, int slots) {
    this.files = files;
    this.cluster = cluster;
    this.slots = slots;
  }

  /**
   * Starts a cluster.
   *
   * @param slots the highest parallelism a job can have
   * @throws IllegalStateException if the cluster does not start
   */
  public static EmbeddedFlink start(int slots) throws IOException {
    return start(slots, new Configuration());
  }

  /**
   * Starts a cluster.
   *
   * @param slots the highest parallelism a job can have
   * @param settings cluster settings that override those of this class
   * @throws IllegalStateException if the cluster does not start
   */
  public static EmbeddedFlink start(int slots, Configuration settings) throws IOException {
    TemporaryDirectory files = TemporaryDirectory.create("mobilenet-flink");
    Configuration configuration = defaults(files.path());
    configuration.addAll(settings);
    MeteredCluster cluster =
        new MeteredCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .withRandomPorts()
                .build());
    try {
      cluster.start();
      awaitTaskManager(cluster);
      return new EmbeddedFlink(files, cluster, slots);
    } catch (Exception e) {
      cluster.closeAsync();
      files.close();
      throw new IllegalStateException("the embedded Flink cluster did not start", e);
    }
  }

  /**
   * Creates an environment for building a job, with the checkpoint directory set, parallelism equal
   * to the slots and generic types disabled. Run the job with {@link #submit}, not with {@code
   * execute}.
   */
  public StreamExecutionEnvironment environment() {
    Configuration configuration = jobDefaults(files.path());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(slots);
    return environment;
  }

  /**
   * Runs the job that was built in the environment.
   *
   * @return client to watch, cancel or save the job
   * @throws IllegalStateException if the cluster refuses the job
   */
  public JobClient submit(StreamExecutionEnvironment environment) {
    try {
      StreamGraph graph = environment.getStreamGraph();
      // Flink 2.3 gives none to a graph that is submitted to this kind of cluster.
      graph.setJobId(new JobID());
      return new MiniClusterJobClient(
          cluster.submitJob(graph).join().getJobID(),
          cluster,
          Thread.currentThread().getContextClassLoader(),
          JobFinalizationBehavior.NOTHING);
    } catch (RuntimeException e) {
      throw new IllegalStateException("the embedded Flink cluster refused the job", e);
    }
  }

  /** The cluster itself, for functions that this class does not offer. */
  public MiniCluster cluster() {
    return cluster;
  }

  /**
   * Returns whether all tasks of a job are running; false if some have not started yet, or if the
   * job has just been submitted and has none.
   */
  public boolean isAtWork(JobClient job) throws InterruptedException, ExecutionException {
    int tasks = 0;
    for (AccessExecutionVertex task :
        cluster.getExecutionGraph(job.getJobID()).get().getAllExecutionVertices()) {
      tasks++;
      if (task.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
    }
    return tasks > 0;
  }

  /**
   * Returns the bytes that tasks have serialised so far for tasks after them, by name of the task,
   * all its subtasks together.
   */
  public Map<String, Long> bytesOut() {
    return cluster.traffic().bytesOut();
  }

  /** Cancels running jobs, stops the cluster and deletes its files. */
  @Override
  public void close() {
    try (files) {
      cluster.closeAsync().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the embedded Flink cluster did not stop cleanly", e);
    }
  }

  /**
   * Waits until the TaskManager has registered, because closing a cluster before that may block for
   * ever.
   */
  private static void awaitTaskManager(MiniCluster cluster) throws Exception {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (cluster.requestClusterOverview().get().getNumTaskManagersConnected() == 0) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(
            "no TaskManager registered within " + TimeUtils.formatWithHighestUnit(TIMEOUT));
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static Configuration jobDefaults(Path directory) {
    Configuration configuration = new Configuration();
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    return configuration;
  }

  private static Configuration defaults(Path directory) {
    Configuration configuration = jobDefaults(directory);
    String work = directory.resolve("work").toString();
    configuration.set(CoreOptions.TMP_DIRS, work);
    configuration.set(WebOptions.TMP_DIR, work);
    configuration.set(WebOptions.UPLOAD_DIR, work);
    configuration.set(
        CheckpointingOptions.SAVEPOINT_DIRECTORY,
        directory.resolve("savepoints").toUri().toString());
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(32));
    return configuration;
  }
}
