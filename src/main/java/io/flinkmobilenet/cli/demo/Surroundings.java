package io.flinkmobilenet.cli.demo;

import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.stream.config.KafkaProperties;
import java.io.IOException;
import java.util.Map;

/**
 * A Kafka broker and a Flink cluster in this process; gone when they are closed, and also when the
 * process is told to end before that.
 */
final class Surroundings implements AutoCloseable {
  private static final int LEAST_PARTITIONS = 4;

  private final Thread atExit = new Thread(this::closeAtExit, "demo-at-exit");
  private volatile boolean exiting;
  private EmbeddedKafka kafka;
  private EmbeddedFlink flink;

  private Surroundings() {}

  static Surroundings start(int slots) throws IOException, InterruptedException {
    Surroundings surroundings = new Surroundings();
    // Before anything is started: who is told to end while they start waits, then closes them.
    Runtime.getRuntime().addShutdownHook(surroundings.atExit);
    try {
      surroundings.open(slots);
      return surroundings;
    } catch (IOException | InterruptedException | RuntimeException e) {
      surroundings.close();
      throw e;
    }
  }

  private synchronized void open(int slots) throws IOException, InterruptedException {
    kafka = EmbeddedKafka.start(Math.max(LEAST_PARTITIONS, slots));
    flink = EmbeddedFlink.start(slots);
  }

  KafkaProperties kafka() {
    return new KafkaProperties(kafka.bootstrapServers(), Map.of());
  }

  EmbeddedFlink flink() {
    return flink;
  }

  /** Whether the process was told to end. */
  boolean exiting() {
    return exiting;
  }

  @Override
  public void close() {
    closeBoth();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process is ending, and what it would close is closed.
    }
  }

  private void closeAtExit() {
    exiting = true;
    closeBoth();
  }

  private synchronized void closeBoth() {
    try {
      if (flink != null) {
        flink.close();
      }
    } finally {
      if (kafka != null) {
        kafka.close();
      }
      flink = null;
      kafka = null;
    }
  }
}
