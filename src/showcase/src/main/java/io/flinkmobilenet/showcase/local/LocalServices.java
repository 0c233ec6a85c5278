package io.flinkmobilenet.showcase.local;

import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.io.IOException;
import java.util.Map;

/** A Kafka broker and a Flink cluster in this process, which end when this is closed. */
public final class LocalServices implements AutoCloseable {
  private static final int LEAST_PARTITIONS = 4;

  private final EmbeddedKafka kafka;
  private final EmbeddedFlink flink;

  private LocalServices(EmbeddedKafka kafka, EmbeddedFlink flink) {
    this.kafka = kafka;
    this.flink = flink;
  }

  /**
   * Starts broker and cluster.
   *
   * @param slots the parallelism of the job
   * @throws IllegalStateException if one of them does not start
   */
  public static LocalServices start(int slots) throws IOException, InterruptedException {
    EmbeddedKafka kafka =
        EmbeddedKafka.start(TopicLayout.onOneBroker(Math.max(LEAST_PARTITIONS, slots)).all());
    try {
      return new LocalServices(kafka, EmbeddedFlink.start(slots));
    } catch (IOException | RuntimeException e) {
      kafka.close();
      throw e;
    }
  }

  /** The settings for connecting to the broker. */
  public KafkaProperties kafka() {
    return new KafkaProperties(kafka.bootstrapServers(), Map.of());
  }

  EmbeddedFlink flink() {
    return flink;
  }

  @Override
  public void close() {
    try (kafka) {
      flink.close();
    }
  }
}
