package io.flinkmobilenet.cluster;

import io.flinkmobilenet.cluster.Stage.Fault;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What can befall a cluster; each is named as {@code faults --only} takes it. */
final class FaultList {
  private static final int KILLS = 5;

  /** Of the job whose transactions are to end before their time. */
  private static final String SHORT_TRANSACTIONS = "--transaction-timeout=15 s";

  private static final Duration LONGER = Duration.ofSeconds(30);
  private static final int WORST_MOMENTS = 3;

  private FaultList() {}

  static Map<String, Fault> all() {
    Map<String, Fault> faults = new LinkedHashMap<>();
    faults.put("taskmanager-killed", stage -> killTaskManagers(stage, KILLS));
    faults.put("jobmanager-killed", FaultList::killJobManager);
    faults.put("broker-killed", FaultList::killBroker);
    faults.put("rebuilt-jar", FaultList::startRebuiltJar);
    faults.put("rescaled", FaultList::rescale);
    faults.put("checkpoint-disk-full", FaultList::fillDisk);
    faults.put("broker-paused", FaultList::pauseBroker);
    faults.put("aborted-producer", FaultList::abortProducer);
    return faults;
  }

  /** One of the TaskManagers, again and again, each time another one. */
  static void killTaskManagers(Stage stage, int times) throws Exception {
    for (int time = 0; time < times; time++) {
      String victim = LocalCluster.taskManager(1 + time % 2);
      stage.recoverFrom(() -> stage.cluster.kill(victim), stage.cluster::up);
    }
  }

  /** Nothing remembers the job but its checkpoints. */
  private static void killJobManager(Stage stage) throws Exception {
    stage.recoverFrom(
        () -> stage.cluster.kill(LocalCluster.JOB_MANAGER),
        () -> {
          stage.cluster.up();
          stage.job.start(2, stage.cluster.newestCheckpoint());
        });
  }

  private static void killBroker(Stage stage) throws Exception {
    stage.recoverFrom(() -> stage.cluster.kill(LocalCluster.BROKER), stage.cluster::up);
  }

  private static void startRebuiltJar(Stage stage) throws Exception {
    stage.job.jar(RebuiltJar.of(stage.job.jar()));
    stage.restart(2);
  }

  /** From two subtasks to one, to two, to one; and to two again for what comes next. */
  private static void rescale(Stage stage) throws Exception {
    for (int parallelism : List.of(1, 2, 1, 2)) {
      stage.restart(parallelism);
    }
  }

  private static void fillDisk(Stage stage) throws Exception {
    try (FullDisk disk = new FullDisk(stage.checkpoints)) {
      stage.recoverFrom(
          disk::fill,
          () -> {
            String job = stage.job.id();
            long failed = stage.cluster.flink().checkpoints(job, "failed");
            Await.until(
                "checkpoints that fail",
                Duration.ofMinutes(5),
                () -> stage.cluster.flink().checkpoints(job, "failed") >= failed + 3);
            disk.empty();
          });
    }
  }

  /**
   * The broker stands still for longer than transactions may last: at any moment, and at the worst,
   * when a checkpoint is whole and its transactions are about to be committed.
   */
  private static void pauseBroker(Stage stage) throws Exception {
    stage.job.start(2, stage.job.stop(), SHORT_TRANSACTIONS);
    stage.recoverFrom(
        () -> stage.cluster.pause(LocalCluster.BROKER), () -> resumeBroker(stage.cluster));
    for (int time = 0; time < WORST_MOMENTS; time++) {
      stage.job.awaitRunning();
      stage.job.awaitCheckpoints(2);
      Path checkpoints = stage.checkpoints.resolve(stage.job.id());
      List<String> known = whole(checkpoints);
      stage.recoverFrom(
          () ->
              stage.cluster.pauseWhen(
                  LocalCluster.BROKER, () -> !known.containsAll(whole(checkpoints))),
          () -> resumeBroker(stage.cluster));
    }
    stage.job.awaitRunning();
    stage.job.start(2, stage.job.stop());
  }

  /** Names of the checkpoints whose metadata is written. */
  private static List<String> whole(Path checkpoints) {
    String[] names =
        checkpoints
            .toFile()
            .list((folder, name) -> new File(new File(folder, name), "_metadata").exists());
    return names == null ? List.of() : List.of(names);
  }

  private static void resumeBroker(LocalCluster cluster) throws Exception {
    // The one thing to wait for is time itself.
    TimeUnit.MILLISECONDS.sleep(LONGER.toMillis());
    cluster.resume(LocalCluster.BROKER);
  }

  /** Somebody's producer takes back what it sent; another one dies over it. */
  private static void abortProducer(Stage stage) throws Exception {
    stage.recoverFrom(
        () -> {
          try (KafkaProducer<byte[], byte[]> producer = producer(stage, "aborts")) {
            producer.beginTransaction();
            send(producer);
            producer.abortTransaction();
          }
          KafkaProducer<byte[], byte[]> dies = producer(stage, "dies");
          dies.beginTransaction();
          send(dies);
          // Without an end to its transaction, which the broker then puts to it.
          dies.close(Duration.ZERO);
        },
        () -> {});
  }

  private static void send(KafkaProducer<byte[], byte[]> producer) {
    for (int i = 0; i < 200; i++) {
      producer.send(new ProducerRecord<>("images", ("taken back " + i).getBytes()));
    }
    producer.flush();
  }

  private static KafkaProducer<byte[], byte[]> producer(Stage stage, String id) {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                stage.cluster.bootstrapServers(),
                "transactional.id",
                id,
                "transaction.timeout.ms",
                10_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }
}
