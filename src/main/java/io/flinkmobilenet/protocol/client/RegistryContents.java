package io.flinkmobilenet.protocol.client;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.kafka.Beginning;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.kafka.TopicReader;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelListing;
import io.flinkmobilenet.protocol.ModelListingBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The contents of the models topic and the job's status of them, read by one consumer.
 *
 * @param listing the models and the activation
 * @param states the last status of each model
 * @param highestEpoch the highest epoch of an activation that the job has reported; 0 if it has
 *     reported none or there is no status topic
 */
public record RegistryContents(
    ModelListing listing, Map<ModelKey, ModelStatus> states, long highestEpoch) {

  /**
   * Reads both topics to their ends. Records of the status topic that are not a status are ignored.
   *
   * @param statusRequired true if a missing status topic is a failure
   * @throws KafkaNotReadyException if no broker answers, a topic does not exist, or the models
   *     topic has more than one partition
   */
  static RegistryContents read(
      KafkaProperties connection, String modelsTopic, String statusTopic, boolean statusRequired)
      throws KafkaNotReadyException {
    ModelListingBuilder models = new ModelListingBuilder();
    EventCodec<ModelStatus> codec = EventCodec.of(ModelStatus.class);
    Map<ModelKey, ModelStatus> states = new HashMap<>();
    long highestEpoch = 0;
    Set<String> dispensable = statusRequired ? Set.of() : Set.of(statusTopic);
    try (TopicReader reader =
        TopicReader.open(
            List.of(modelsTopic, statusTopic), dispensable, connection, Beginning.EARLIEST)) {
      int partitions = reader.partitionCount(modelsTopic);
      if (partitions != 1) {
        throw new KafkaNotReadyException(
            "topic %s: expected 1 partition, found %d".formatted(modelsTopic, partitions));
      }
      Optional<ConsumerRecord<byte[], byte[]>> next;
      while ((next = reader.nextBeforeEnd()).isPresent()) {
        if (next.get().topic().equals(modelsTopic)) {
          models.add(next.get());
          continue;
        }
        Optional<ModelStatus> status = decode(codec, next.get().value());
        if (status.isPresent()) {
          ModelStatus found = status.get();
          states.put(new ModelKey(found.getName(), found.getVersion()), found);
          Long epoch = found.getEpoch();
          highestEpoch = Math.max(highestEpoch, epoch == null ? 0 : epoch);
        }
      }
    }
    return new RegistryContents(models.build(), states, highestEpoch);
  }

  private static Optional<ModelStatus> decode(EventCodec<ModelStatus> codec, byte[] value) {
    try {
      return value == null ? Optional.empty() : Optional.of(codec.decode(value));
    } catch (UnreadableEventException e) {
      return Optional.empty();
    }
  }
}
