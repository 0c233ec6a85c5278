package io.flinkmobilenet.protocol.client;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.kafka.Beginning;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.kafka.TopicReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the topic in which the job reports its decisions about deployments. */
final class DecisionTopic {
  private static final int MOST_DECISIONS = 1000;

  private DecisionTopic() {}

  /** Returns the latest decisions about a deployment; records that are none are ignored. */
  static List<ModelDecision> read(KafkaProperties connection, String topic, String deployment)
      throws KafkaNotReadyException {
    EventCodec<ModelDecision> codec = EventCodec.of(ModelDecision.class);
    Deque<ModelDecision> latest = new ArrayDeque<>();
    try (TopicReader reader =
        TopicReader.open(List.of(topic), Set.of(topic), connection, Beginning.EARLIEST)) {
      Optional<ConsumerRecord<byte[], byte[]>> next;
      while ((next = reader.nextBeforeEnd()).isPresent()) {
        decode(codec, next.get().value())
            .filter(decision -> decision.getDeployment().equals(deployment))
            .ifPresent(latest::add);
        if (latest.size() > MOST_DECISIONS) {
          latest.remove();
        }
      }
    }
    return List.copyOf(latest);
  }

  private static Optional<ModelDecision> decode(EventCodec<ModelDecision> codec, byte[] value) {
    try {
      return value == null ? Optional.empty() : Optional.of(codec.decode(value));
    } catch (UnreadableEventException e) {
      return Optional.empty();
    }
  }
}
