package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.kafka.Beginning;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The last word of the job on each model. */
final class ModelStates {
  private ModelStates() {}

  /** Reads the status topic to its end. Records that are no status are passed over. */
  static Map<ModelKey, ModelStatus> read(KafkaProperties connection, String topic)
      throws CommandFailure, InterruptedException {
    EventCodec<ModelStatus> codec = EventCodec.of(ModelStatus.class);
    Map<ModelKey, ModelStatus> last = new HashMap<>();
    try (TopicReader reader = TopicReader.open(topic, connection, Beginning.EARLIEST)) {
      Optional<ConsumerRecord<byte[], byte[]>> next;
      while ((next = reader.nextBeforeEnd()).isPresent()) {
        decode(codec, next.get().value())
            .ifPresent(
                status -> last.put(new ModelKey(status.getName(), status.getVersion()), status));
      }
    }
    return last;
  }

  private static Optional<ModelStatus> decode(EventCodec<ModelStatus> codec, byte[] value) {
    try {
      return value == null ? Optional.empty() : Optional.of(codec.decode(value));
    } catch (UnreadableEventException e) {
      return Optional.empty();
    }
  }
}
