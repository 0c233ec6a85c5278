package io.flinkmobilenet.protocol.client;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.kafka.Beginning;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.kafka.TopicReader;
import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.FormerDeployment;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelListing;
import io.flinkmobilenet.protocol.ModelListingBuilder;
import io.flinkmobilenet.protocol.ModelRequest;
import io.flinkmobilenet.protocol.RecordKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The contents of the models topic and the job's status of them, read by one consumer.
 *
 * @param listing the models and the request that counts
 * @param states the last status of each model
 * @param deployments the last status of each deployment as a whole, by its epoch
 * @param highestEpoch the highest epoch of a request that the job has reported; 0 if it has
 *     reported none or there is no status topic
 * @param activatedAt time at which the latest request was sent to Kafka, milliseconds since 1970; 0
 *     if there is none
 */
public record RegistryContents(
    ModelListing listing,
    Map<ModelKey, ModelStatus> states,
    Map<Long, ModelStatus> deployments,
    long highestEpoch,
    long activatedAt) {
  private static final Pattern EPOCH = Pattern.compile("\\d{1,18}");

  /**
   * Returns whether the request that counts has taken effect, as far as the job has reported. A
   * deployment that waits or was rejected has not, and neither has an activation whose model was
   * rejected. Without a report it counts as in effect.
   */
  public boolean isInEffect() {
    return listing.request().map(this::isInEffect).orElse(false);
  }

  private boolean isInEffect(ModelRequest request) {
    ModelStatus status =
        request instanceof ActivationRequest activation
            ? states.get(activation.key())
            : deployments.get(request.epoch());
    boolean waits = request instanceof Deployment && isIn(status, ModelState.RECEIVED);
    return !waits && !isIn(status, ModelState.REJECTED);
  }

  private static boolean isIn(ModelStatus status, ModelState state) {
    return status != null && status.getState() == state;
  }

  /**
   * Returns what is in force: the request that counts, or what was there before if that request has
   * not taken effect. Empty if nobody knows.
   */
  public Optional<FormerDeployment> inForce() {
    if (isInEffect()) {
      return listing.request().map(FormerDeployment::of);
    }
    if (listing.request().orElse(null) instanceof Deployment deployment) {
      return Optional.ofNullable(deployment.previous());
    }
    List<ModelKey> active = states.keySet().stream().filter(this::isActive).toList();
    return active.size() == 1
        ? Optional.of(FormerDeployment.of(new ActivationRequest(active.get(0), 1)))
        : Optional.empty();
  }

  /** Returns whether the job has reported that the model classifies. */
  public boolean isActive(ModelKey model) {
    return isIn(states.get(model), ModelState.ACTIVE);
  }

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
    Reading reading = new Reading();
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
          reading.addModel(next.get());
        } else {
          reading.addStatus(next.get().value());
        }
      }
    }
    return reading.contents();
  }

  /** What was read so far. */
  private static final class Reading {
    private final EventCodec<ModelStatus> codec = EventCodec.of(ModelStatus.class);
    private final ModelListingBuilder models = new ModelListingBuilder();
    private final Map<ModelKey, ModelStatus> states = new HashMap<>();
    private final Map<Long, ModelStatus> deployments = new HashMap<>();
    private long highestEpoch;
    private long activatedAt;

    void addModel(ConsumerRecord<byte[], byte[]> record) {
      models.add(record);
      RecordKey key = RecordKey.of(record.key());
      if (key.equals(RecordKey.ACTIVATION) || key.equals(RecordKey.DEPLOYMENT)) {
        activatedAt = record.timestamp();
      }
    }

    void addStatus(byte[] value) {
      decode(value)
          .ifPresent(
              status -> {
                add(status);
                Long epoch = status.getEpoch();
                highestEpoch = Math.max(highestEpoch, epoch == null ? 0 : epoch);
              });
    }

    private void add(ModelStatus status) {
      if (status.getDeployment() == null) {
        states.put(new ModelKey(status.getName(), status.getVersion()), status);
      } else if (EPOCH.matcher(status.getVersion()).matches()) {
        deployments.put(Long.valueOf(status.getVersion()), status);
      }
    }

    private Optional<ModelStatus> decode(byte[] value) {
      try {
        return value == null ? Optional.empty() : Optional.of(codec.decode(value));
      } catch (UnreadableEventException e) {
        return Optional.empty();
      }
    }

    RegistryContents contents() {
      return new RegistryContents(models.build(), states, deployments, highestEpoch, activatedAt);
    }
  }
}
