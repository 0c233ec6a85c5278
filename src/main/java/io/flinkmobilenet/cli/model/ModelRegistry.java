package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.kafka.Broker;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.kafka.KafkaClients;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ModelContent;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelListing;
import io.flinkmobilenet.protocol.ModelPublication;
import io.flinkmobilenet.protocol.signing.SigningKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;

/** Reads and writes the models topic for commands. */
public final class ModelRegistry {
  private final KafkaProperties connection;
  private final String topic;
  private final String statusTopic;
  private final ModelPublication publication;

  private ModelRegistry(KafkaProperties connection, String topic, String statusTopic) {
    this.connection = connection;
    this.topic = topic;
    this.statusTopic = statusTopic;
    this.publication = new ModelPublication(topic);
  }

  /**
   * Creates the registry for a topic, without connecting to Kafka.
   *
   * @param statusTopic topic in which the job reports the status of models
   */
  public static ModelRegistry of(KafkaProperties connection, String topic, String statusTopic) {
    return new ModelRegistry(connection, topic, statusTopic);
  }

  /**
   * Lists the current contents of the topic.
   *
   * @throws CommandFailure if no broker answers or there is no such topic
   */
  public ModelListing list() throws CommandFailure, InterruptedException {
    return contents(false).listing();
  }

  /**
   * Reads the current contents of the topic and the status that the job has reported.
   *
   * @param statusRequired true if a missing status topic is a failure
   * @throws CommandFailure if no broker answers or there is no such topic
   */
  RegistryContents contents(boolean statusRequired) throws CommandFailure, InterruptedException {
    return RegistryContents.read(connection, topic, statusTopic, statusRequired);
  }

  /**
   * Publishes a model without a signature. Publishing the same model again has no effect.
   *
   * @throws CommandFailure if another model has this name and version
   */
  public void publish(ModelKey key, ModelContent model)
      throws CommandFailure, InterruptedException {
    publish(model.announce(key, Instant.now()), model);
  }

  /**
   * Publishes a model with the given manifest. Publishing the same model again has no effect.
   *
   * @throws CommandFailure if another model has this name and version
   */
  void publish(Manifest announced, ModelContent model) throws CommandFailure, InterruptedException {
    ModelKey key = announced.key();
    Optional<Manifest> present = find(key);
    if (present.isPresent() && !present.get().digest().equals(model.digest())) {
      throw CommandFailure.input(
          "topic %s has another model %s: expected digest %s, found %s; choose another version"
              .formatted(topic, key, model.digest(), present.get().digest()),
          null);
    }
    send(publication.model(announced, model));
  }

  /**
   * Activates a model with an unsigned request.
   *
   * @return the epoch of the activation, higher than all earlier ones
   * @throws CommandFailure if the topic has no such model
   */
  public long activate(ModelKey key) throws CommandFailure, InterruptedException {
    return activate(key, Optional.empty());
  }

  /**
   * Activates a model.
   *
   * @param publisher key that signs the request, if any
   * @return the epoch of the activation, higher than all earlier ones
   * @throws CommandFailure if the topic has no such model
   */
  long activate(ModelKey key, Optional<SigningKey> publisher)
      throws CommandFailure, InterruptedException {
    RegistryContents contents = contents(false);
    ActivationRequest request = new ActivationRequest(key, nextEpoch(contents));
    send(publisher.map(request::sign).orElse(request), contents.listing());
    return request.epoch();
  }

  /**
   * Activates a model with a request that was signed elsewhere.
   *
   * @throws CommandFailure if the topic has no such model or the request's epoch is too low
   */
  void activate(ActivationRequest signed) throws CommandFailure, InterruptedException {
    RegistryContents contents = contents(false);
    long next = nextEpoch(contents);
    if (signed.epoch() < next) {
      throw CommandFailure.input(
          "topic %s: expected an activation signed with epoch %d or higher, found %d; sign again"
              .formatted(topic, next, signed.epoch()),
          null);
    }
    send(signed, contents.listing());
  }

  /**
   * An epoch above all those in the topic and in the job, because a lower or equal one would be
   * ignored.
   */
  private long nextEpoch(RegistryContents contents) throws CommandFailure {
    long inTopic = contents.listing().activation().map(ActivationRequest::epoch).orElse(0L);
    long highest = Math.max(inTopic, contents.highestEpoch());
    if (highest == Long.MAX_VALUE) {
      throw CommandFailure.input(
          "topic %s: no epoch can follow that of the last activation, %d; delete its record first"
              .formatted(inTopic == highest ? topic : statusTopic, Long.MAX_VALUE),
          null);
    }
    return highest + 1;
  }

  private void send(ActivationRequest request, ModelListing listing)
      throws CommandFailure, InterruptedException {
    ModelKey key = request.key();
    if (find(key, listing).isEmpty()) {
      throw CommandFailure.input(
          "topic %s has no model %s: it has %s".formatted(topic, key, names(listing)), null);
    }
    send(List.of(publication.activation(request, Instant.now())));
  }

  /**
   * Removes a model from the topic: its manifest, and its chunks unless another model uses them.
   *
   * @throws CommandFailure if the topic has no such model or the model is active
   */
  public void remove(ModelKey key) throws CommandFailure, InterruptedException {
    ModelListing listing = list();
    Manifest manifest =
        find(key, listing)
            .orElseThrow(
                () ->
                    CommandFailure.input(
                        "topic %s has no model %s: it has %s".formatted(topic, key, names(listing)),
                        null));
    if (isWanted(manifest, listing)) {
      throw CommandFailure.input(
          "model %s is active: activate another one before removing it".formatted(key), null);
    }
    remove(List.of(manifest), listing);
  }

  /**
   * Removes the oldest models from the topic.
   *
   * @param newest number of newest models to keep, in addition to the active one
   * @return the removed models
   */
  public List<Manifest> retire(int newest) throws CommandFailure, InterruptedException {
    ModelListing listing = list();
    List<Manifest> oldest =
        listing.manifests().stream()
            .filter(manifest -> !isWanted(manifest, listing))
            .sorted(Manifest.BY_AGE.reversed())
            .skip(newest)
            .toList();
    remove(oldest, listing);
    return oldest;
  }

  private void remove(List<Manifest> models, ModelListing listing)
      throws CommandFailure, InterruptedException {
    Set<String> needed =
        listing.manifests().stream()
            .filter(manifest -> !models.contains(manifest))
            .map(Manifest::digest)
            .collect(Collectors.toSet());
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    models.forEach(model -> records.add(publication.removal(model.key())));
    models.stream()
        .filter(model -> !needed.contains(model.digest()))
        .forEach(
            model -> records.addAll(publication.chunkRemovals(model.digest(), model.chunks())));
    send(records);
  }

  private static boolean isWanted(Manifest manifest, ModelListing listing) {
    return listing
        .activation()
        .filter(activation -> activation.key().equals(manifest.key()))
        .isPresent();
  }

  private Optional<Manifest> find(ModelKey key) throws CommandFailure, InterruptedException {
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
    try (KafkaProducer<byte[], byte[]> producer = KafkaClients.producer(connection)) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      records.forEach(next -> sent.add(producer.send(next)));
      producer.flush();
      for (Future<RecordMetadata> future : sent) {
        future.get();
      }
    } catch (ExecutionException e) {
      KafkaException cause =
          e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
      throw Broker.unusable(connection, cause, AclOperation.WRITE);
    } catch (KafkaException e) {
      throw Broker.unusable(connection, e, AclOperation.WRITE);
    }
  }
}
