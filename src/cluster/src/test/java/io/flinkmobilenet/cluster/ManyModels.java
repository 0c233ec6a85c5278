package io.flinkmobilenet.cluster;

import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.client.ModelRegistry;
import io.flinkmobilenet.stream.state.ModelContents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.TopicPartition;

/** Publishes one model after the other; state, topic and heap must hold only the latest ones. */
final class ManyModels {
  private static final int EVERY = 20;
  private static final int KEPT = 3;

  /** Bytes of the models' chunks: three kept ones and the active one, in two subtasks. */
  private static final int LARGEST_STATE = 12 << 20;

  /** Bytes of a segment that is not compacted yet and of the remaining records. */
  private static final long LARGEST_TOPIC = (32L << 20) + LARGEST_STATE;

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final double GROWTH = 1.2;
  private static final String MODEL = "flink_taskmanager_job_task_operator_model";

  private ManyModels() {}

  static boolean hold(LocalCluster cluster, TestJob job, int versions) throws Exception {
    job.start(2, null);
    Jvm taskManager = new Jvm(cluster.pid(LocalCluster.taskManager(1)));
    ModelRegistry registry =
        ModelRegistry.of(
            new KafkaProperties(cluster.bootstrapServers(), Map.of()), "models", "model-status");
    System.out.printf(
        "%-8s %12s %10s %15s %9s %10s %10s%n",
        "version",
        "models held",
        "state, MB",
        "checkpoint, MB",
        "in topic",
        "topic, MB",
        "heap, MB");
    double early = 0;
    Gauges last = null;
    try (Traffic traffic = Traffic.start(cluster.bootstrapServers(), "models", 20)) {
      for (int version = 1; version <= versions; version++) {
        ModelKey key = new ModelKey("many", "" + version);
        registry.publish(key, ModelContents.of(TestModels.artifact(version, 32, 10)));
        registry.activate(key);
        awaitActive(cluster, registry, key);
        registry.retire(KEPT);
        Await.until(
            "at most " + (KEPT + 1) + " models held",
            PATIENCE,
            () -> Gauges.of(cluster).max(MODEL + "_held") <= KEPT + 1);
        if (version % EVERY == 0) {
          job.awaitCheckpoints(2);
          taskManager.collectGarbage();
          last = Gauges.of(cluster);
          early = early == 0 ? last.heap() : early;
          System.out.printf(
              "%-8d %12.0f %10.1f %15.1f %9d %10.1f %10.1f%n",
              version,
              last.max(MODEL + "_held"),
              Soak.mebibytes(last.max(MODEL + "_heldBytes")),
              Soak.mebibytes(last.max("flink_jobmanager_job_lastCheckpointSize")),
              registry.list().manifests().size(),
              Soak.mebibytes(bytesOfModels(cluster)),
              Soak.mebibytes(last.heap()));
        }
      }
      traffic.stop();
    }
    cluster.flink().cancel(job.id());
    boolean state =
        Soak.require(
            "the state holds no more models than are kept",
            last.max(MODEL + "_held") <= KEPT + 1
                && last.max(MODEL + "_heldBytes") <= LARGEST_STATE);
    boolean topic =
        Soak.require(
            "the topic holds no more models than are kept",
            registry.list().manifests().size() == KEPT + 1
                && bytesOfModels(cluster) <= LARGEST_TOPIC);
    boolean heap = Soak.require("heap within a fifth of the first", last.heap() <= GROWTH * early);
    return state && topic && heap;
  }

  /**
   * Waits until both subtasks classify with the model and the status topic says so. A registry
   * keeps what the status topic calls active, so models are retired after that only.
   */
  private static void awaitActive(LocalCluster cluster, ModelRegistry registry, ModelKey key)
      throws InterruptedException {
    Await.until(key + " reported as active", PATIENCE, () -> registry.contents(true).isActive(key));
    Await.until(
        key + " active in both subtasks",
        PATIENCE,
        () ->
            Gauges.of(cluster).lines().stream()
                    .filter(line -> line.contains("modelName_modelVersion_inCharge{"))
                    .filter(line -> line.contains("modelVersion=\"" + key.version() + "\""))
                    .count()
                == 2);
  }

  private static long bytesOfModels(LocalCluster cluster) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
      return admin.describeLogDirs(List.of(1)).allDescriptions().get().get(1).values().stream()
          .map(LogDirDescription::replicaInfos)
          .mapToLong(replicas -> replicas.get(new TopicPartition("models", 0)).size())
          .sum();
    }
  }
}
