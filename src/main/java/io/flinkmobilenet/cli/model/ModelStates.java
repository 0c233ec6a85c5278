package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.kafka.Beginning;
import io.flinkmobilenet.cli.kafka.Broker;
import io.flinkmobilenet.cli.kafka.TopicReader;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.stream.config.KafkaProperties;
import io.flinkmobilenet.stream.state.ModelKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the job says of models. */
final class ModelStates {
  private ModelStates() {}

  /** The last word on each model. Records that are no status are passed over. */
  static Map<ModelKey, ModelStatus> read(KafkaProperties connection, String topic)
      throws CommandFailure, InterruptedException {
    Map<ModelKey, ModelStatus> last = new HashMap<>();
    readAll(
        connection,
        topic,
        status -> last.put(new ModelKey(status.getName(), status.getVersion()), status));
    return last;
  }

  /**
   * The highest epoch of an activation that the job knows of; 0 where it knows none, or there is no
   * status topic, and so no job.
   */
  static long highestEpoch(KafkaProperties connection, String topic)
      throws CommandFailure, InterruptedException {
    try (Broker broker = Broker.of(connection)) {
      if (broker.find(topic).isEmpty()) {
        return 0;
      }
    }
    long[] highest = {0};
    readAll(
        connection,
        topic,
        status -> {
          if (status.getEpoch() != null) {
            highest[0] = Math.max(highest[0], status.getEpoch());
          }
        });
    return highest[0];
  }

  private static void readAll(
      KafkaProperties connection, String topic, Consumer<ModelStatus> listener)
      throws CommandFailure, InterruptedException {
    EventCodec<ModelStatus> codec = EventCodec.of(ModelStatus.class);
    try (TopicReader reader = TopicReader.open(topic, connection, Beginning.EARLIEST)) {
      Optional<ConsumerRecord<byte[], byte[]>> next;
      while ((next = reader.nextBeforeEnd()).isPresent()) {
        decode(codec, next.get().value()).ifPresent(listener);
      }
    }
  }

  private static Optional<ModelStatus> decode(EventCodec<ModelStatus> codec, byte[] value) {
    try {
      return value == null ? Optional.empty() : Optional.of(codec.decode(value));
    } catch (UnreadableEventException e) {
      return Optional.empty();
    }
  }
}
