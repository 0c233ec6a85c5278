package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.kafka.Broker;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.stream.config.KafkaProperties;
import io.flinkmobilenet.stream.kafka.ModelListing;
import io.flinkmobilenet.stream.kafka.ModelPublication;
import io.flinkmobilenet.stream.kafka.ModelTopic;
import io.flinkmobilenet.stream.state.Manifest;
import io.flinkmobilenet.stream.state.ModelKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The models topic as a command reads and writes it. */
public final class ModelRegistry {
  private final KafkaProperties connection;
  private final String topic;
  private final ModelPublication publication;

  private ModelRegistry(KafkaProperties connection, String topic) {
    this.connection = connection;
    this.topic = topic;
    this.publication = new ModelPublication(topic);
  }

  /**
   * The registry in a topic.
   *
   * @throws CommandFailure where no broker answers, or it has no such topic
   */
  public static ModelRegistry open(KafkaProperties connection, String topic)
      throws CommandFailure, InterruptedException {
    try (Broker broker = Broker.of(connection)) {
      int partitions = broker.topic(topic).partitions().size();
      if (partitions != 1) {
        throw CommandFailure.service(
            "topic %s: expected 1 partition, found %d".formatted(topic, partitions), null);
      }
    }
    return new ModelRegistry(connection, topic);
  }

  /** What the topic holds now. */
  public ModelListing list() throws CommandFailure {
    try {
      return ModelTopic.list(connection, topic);
    } catch (KafkaException e) {
      throw Broker.unusable(connection, e);
    }
  }

  /**
   * Puts a model into the topic. Putting the same one there again does no harm.
   *
   * @throws CommandFailure where another model has this name and version
   */
  public void publish(ModelKey key, ModelArtifact model)
      throws CommandFailure, InterruptedException {
    Optional<Manifest> present = find(key);
    if (present.isPresent() && !present.get().digest().equals(model.digest())) {
      throw CommandFailure.input(
          "topic %s has another model %s: expected digest %s, found %s; choose another version"
              .formatted(topic, key, model.digest(), present.get().digest()),
          null);
    }
    send(publication.model(key, model, Instant.now()));
  }

  /**
   * Puts a model in charge.
   *
   * @return the epoch of the activation, higher than all before
   * @throws CommandFailure where the topic has no such model
   */
  public long activate(ModelKey key) throws CommandFailure, InterruptedException {
    ModelListing listing = list();
    if (find(key, listing).isEmpty()) {
      throw CommandFailure.input(
          "topic %s has no model %s: it has %s".formatted(topic, key, names(listing)), null);
    }
    long epoch = listing.nextEpoch();
    send(List.of(publication.activation(key, epoch, Instant.now())));
    return epoch;
  }

  private Optional<Manifest> find(ModelKey key) throws CommandFailure {
    return find(key, list());
  }

  private static Optional<Manifest> find(ModelKey key, ModelListing listing) {
    return listing.manifests().stream().filter(manifest -> manifest.key().equals(key)).findFirst();
  }

  private static String names(ModelListing listing) {
    return listing.manifests().isEmpty()
        ? "none"
        : listing.manifests().stream()
            .map(manifest -> manifest.key().toString())
            .collect(Collectors.joining(", "));
  }

  private void send(List<ProducerRecord<byte[], byte[]>> records)
      throws CommandFailure, InterruptedException {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      records.forEach(next -> sent.add(producer.send(next)));
      producer.flush();
      for (Future<RecordMetadata> future : sent) {
        future.get();
      }
    } catch (ExecutionException e) {
      KafkaException cause =
          e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
      throw Broker.unusable(connection, cause);
    } catch (KafkaException e) {
      throw Broker.unusable(connection, e);
    }
  }

  private Properties settings() {
    Properties settings = connection.client();
    settings.putIfAbsent(ProducerConfig.ACKS_CONFIG, "all");
    settings.putIfAbsent(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
    settings.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
    settings.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000");
    return settings;
  }
}
