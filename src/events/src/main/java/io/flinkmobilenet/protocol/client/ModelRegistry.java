package io.flinkmobilenet.protocol.client;

import io.flinkmobilenet.kafka.KafkaClients;
import io.flinkmobilenet.kafka.KafkaFailures;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ModelContent;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelListing;
import io.flinkmobilenet.protocol.ModelPublication;
import io.flinkmobilenet.protocol.ModelRequest;
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

/**
 * Reads and writes the models topic: publishes, activates, lists, removes and retires models.
 *
 * <p>Every method that sends throws {@link KafkaNotReadyException} if Kafka does not accept it.
 */
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
   * @throws KafkaNotReadyException if no broker answers or there is no such topic
   */
  public ModelListing list() throws KafkaNotReadyException {
    return contents(false).listing();
  }

  /**
   * Reads the current contents of the topic and the status that the job has reported.
   *
   * @param statusRequired true if a missing status topic is a failure
   * @throws KafkaNotReadyException if no broker answers or there is no such topic
   */
  public RegistryContents contents(boolean statusRequired) throws KafkaNotReadyException {
    return RegistryContents.read(connection, topic, statusTopic, statusRequired);
  }

  /**
   * Publishes a model without a signature. Publishing the same model again has no effect.
   *
   * @throws RefusedRequestException if another model has this name and version
   */
  public void publish(ModelKey key, ModelContent model)
      throws KafkaNotReadyException, RefusedRequestException, InterruptedException {
    publish(model.announce(key, Instant.now()), model);
  }

  /**
   * Publishes a model with the given manifest. Publishing the same model again has no effect.
   *
   * @throws RefusedRequestException if another model has this name and version
   */
  public void publish(Manifest announced, ModelContent model)
      throws KafkaNotReadyException, RefusedRequestException, InterruptedException {
    ModelKey key = announced.key();
    Optional<Manifest> present = list().find(key);
    if (present.isPresent() && !present.get().digest().equals(model.digest())) {
      throw new RefusedRequestException(
          "topic %s has another model %s: expected digest %s, found %s; choose another version"
              .formatted(topic, key, model.digest(), present.get().digest()));
    }
    send(publication.model(announced, model));
  }

  /**
   * Activates a model with an unsigned request.
   *
   * @return the epoch of the activation, higher than all earlier ones
   * @throws RefusedRequestException if the topic has no such model
   */
  public long activate(ModelKey key)
      throws KafkaNotReadyException, RefusedRequestException, InterruptedException {
    return activate(key, Optional.empty());
  }

  /**
   * Activates a model.
   *
   * @param publisher key that signs the request, if any
   * @return the epoch of the activation, higher than all earlier ones
   * @throws RefusedRequestException if the topic has no such model
   */
  public long activate(ModelKey key, Optional<SigningKey> publisher)
      throws KafkaNotReadyException, RefusedRequestException, InterruptedException {
    RegistryContents contents = contents(false);
    ActivationRequest request = new ActivationRequest(key, nextEpoch(contents));
    send(publisher.map(request::sign).orElse(request), contents.listing());
    return request.epoch();
  }

  /**
   * Activates a model with a request that was signed elsewhere.
   *
   * @throws RefusedRequestException if the topic has no such model or the request's epoch is too
   *     low
   */
  public void activate(ActivationRequest signed)
      throws KafkaNotReadyException, RefusedRequestException, InterruptedException {
    RegistryContents contents = contents(false);
    long next = nextEpoch(contents);
    if (signed.epoch() < next) {
      throw new RefusedRequestException(
          "topic %s: expected an activation signed with epoch %d or higher, found %d; sign again"
              .formatted(topic, next, signed.epoch()));
    }
    send(signed, contents.listing());
  }

  /**
   * An epoch above all those in the topic and in the job, because a lower or equal one would be
   * ignored.
   */
  private long nextEpoch(RegistryContents contents) throws RefusedRequestException {
    long inTopic = contents.listing().request().map(ModelRequest::epoch).orElse(0L);
    long highest = Math.max(inTopic, contents.highestEpoch());
    if (highest == Long.MAX_VALUE) {
      throw new RefusedRequestException(
          "topic %s: no epoch can follow that of the last activation, %d; delete its record first"
              .formatted(inTopic == highest ? topic : statusTopic, Long.MAX_VALUE));
    }
    return highest + 1;
  }

  private void send(ActivationRequest request, ModelListing listing)
      throws KafkaNotReadyException, RefusedRequestException, InterruptedException {
    require(request.key(), listing);
    send(List.of(publication.activation(request, Instant.now())));
  }

  /**
   * Removes a model from the topic: its manifest, and its chunks unless another model uses them.
   *
   * @throws RefusedRequestException if the topic has no such model or the model is active
   */
  public void remove(ModelKey key)
      throws KafkaNotReadyException, RefusedRequestException, InterruptedException {
    ModelListing listing = list();
    Manifest manifest = require(key, listing);
    if (listing.isRequested(key)) {
      throw new RefusedRequestException(
          "model %s is active: activate another one before removing it".formatted(key));
    }
    remove(List.of(manifest), listing);
  }

  /**
   * Removes the oldest models from the topic.
   *
   * @param newest number of newest models to keep, in addition to the active one
   * @return the removed models
   */
  public List<Manifest> retire(int newest) throws KafkaNotReadyException, InterruptedException {
    ModelListing listing = list();
    List<Manifest> oldest =
        listing.manifests().stream()
            .filter(manifest -> !listing.isRequested(manifest.key()))
            .sorted(Manifest.BY_AGE.reversed())
            .skip(newest)
            .toList();
    remove(oldest, listing);
    return oldest;
  }

  private void remove(List<Manifest> models, ModelListing listing)
      throws KafkaNotReadyException, InterruptedException {
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

  private Manifest require(ModelKey key, ModelListing listing) throws RefusedRequestException {
    return listing
        .find(key)
        .orElseThrow(
            () ->
                new RefusedRequestException(
                    "topic %s has no model %s: it has %s".formatted(topic, key, names(listing))));
  }

  private static String names(ModelListing listing) {
    return listing.manifests().isEmpty()
        ? "none"
        : listing.manifests().stream()
            .map(manifest -> manifest.key().toString())
            .collect(Collectors.joining(", "));
  }

  private void send(List<ProducerRecord<byte[], byte[]>> records)
      throws KafkaNotReadyException, InterruptedException {
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
      throw KafkaFailures.of(connection, cause, AclOperation.WRITE);
    } catch (KafkaException e) {
      throw KafkaFailures.of(connection, e, AclOperation.WRITE);
    }
  }
}
