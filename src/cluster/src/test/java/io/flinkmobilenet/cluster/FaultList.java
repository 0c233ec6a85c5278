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

/** The faults, by the names that {@code faults --only} accepts. */
final class FaultList {
  private static final int KILLS = 5;

  /** Option of the job whose transactions time out before they are committed. */
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

  /** Kills a TaskManager several times, each time another one. */
  static void killTaskManagers(Stage stage, int times) throws Exception {
    for (int time = 0; time < times; time++) {
      String victim = LocalCluster.taskManager(1 + time % 2);
      stage.recoverFrom(() -> stage.cluster.kill(victim), stage.cluster::up);
    }
  }

  /** Kills the JobManager; after that only the checkpoints are left of the job. */
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

  /** Rescales from two subtasks to one, to two, to one, and back to two for the next fault. */
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
   * Pauses the broker for longer than transactions may last: first at any moment, then at the worst
   * one, when a checkpoint is complete and its transactions are about to be committed.
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

  /** Names of the complete checkpoints, whose metadata is written. */
  private static List<String> whole(Path checkpoints) {
    String[] names =
        checkpoints
            .toFile()
            .list((folder, name) -> new File(new File(folder, name), "_metadata").exists());
    return names == null ? List.of() : List.of(names);
  }

  private static void resumeBroker(LocalCluster cluster) throws Exception {
    // The broker must pause for a given time, so this waits for time and not for a condition.
    TimeUnit.MILLISECONDS.sleep(LONGER.toMillis());
    cluster.resume(LocalCluster.BROKER);
  }

  /** One producer of the images topic aborts its transaction; another one ends without doing so. */
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
          // It does not end its transaction, so the broker aborts it.
          dies.close(Duration.ZERO);
        },
        () -> {});
  }

  private static void send(KafkaProducer<byte[], byte[]> producer) {
    for (int i = 0; i < 200; i++) {
      producer.send(new ProducerRecord<>("images", ("aborted " + i).getBytes()));
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
