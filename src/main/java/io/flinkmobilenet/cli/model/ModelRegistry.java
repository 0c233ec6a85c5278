package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.kafka.Broker;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.signing.SigningKey;
import io.flinkmobilenet.stream.config.KafkaProperties;
import io.flinkmobilenet.stream.kafka.ModelListing;
import io.flinkmobilenet.stream.kafka.ModelPublication;
import io.flinkmobilenet.stream.state.ActivationRequest;
import io.flinkmobilenet.stream.state.Manifest;
import io.flinkmobilenet.stream.state.ModelKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The models topic as a command reads and writes it. */
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
   * The registry in a topic. Nothing is asked of Kafka yet.
   *
   * @param statusTopic where the job tells what became of models
   */
  public static ModelRegistry of(KafkaProperties connection, String topic, String statusTopic) {
    return new ModelRegistry(connection, topic, statusTopic);
  }

  /**
   * What the topic holds now.
   *
   * @throws CommandFailure where no broker answers, or it has no such topic
   */
  public ModelListing list() throws CommandFailure, InterruptedException {
    return contents(false).listing();
  }

  /**
   * What the topic holds now, and what the job says of it.
   *
   * @param statusRequired whether it is a failure that there is no status topic
   * @throws CommandFailure where no broker answers, or it has no such topic
   */
  RegistryContents contents(boolean statusRequired) throws CommandFailure, InterruptedException {
    return RegistryContents.read(connection, topic, statusTopic, statusRequired);
  }

  /**
   * Puts a model into the topic, not signed. Putting the same one there again does no harm.
   *
   * @throws CommandFailure where another model has this name and version
   */
  public void publish(ModelKey key, ModelArtifact model)
      throws CommandFailure, InterruptedException {
    publish(ModelPublication.announce(key, model, Instant.now()), model);
  }

  /**
   * Puts a model into the topic as it is announced. Putting the same one there again does no harm.
   *
   * @throws CommandFailure where another model has this name and version
   */
  void publish(Manifest announced, ModelArtifact model)
      throws CommandFailure, InterruptedException {
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
   * Puts a model in charge; the request is not signed.
   *
   * @return the epoch of the activation, higher than all before
   * @throws CommandFailure where the topic has no such model
   */
  public long activate(ModelKey key) throws CommandFailure, InterruptedException {
    return activate(key, Optional.empty());
  }

  /**
   * Puts a model in charge.
   *
   * @param publisher who signs the request, if somebody does
   * @return the epoch of the activation, higher than all before
   * @throws CommandFailure where the topic has no such model
   */
  long activate(ModelKey key, Optional<SigningKey> publisher)
      throws CommandFailure, InterruptedException {
    RegistryContents contents = contents(false);
    ActivationRequest request = new ActivationRequest(key, nextEpoch(contents));
    send(publisher.map(request::sign).orElse(request), contents.listing());
    return request.epoch();
  }

  /**
   * Puts a model in charge as it was signed elsewhere.
   *
   * @throws CommandFailure where the topic has no such model, or its epoch does not count any more
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

  /** Above all in the topic and in the job: one that is lower or the same would be ignored. */
  private long nextEpoch(RegistryContents contents) throws CommandFailure {
    long inTopic = contents.listing().activation().map(ActivationRequest::epoch).orElse(0L);
    long highest = Math.max(inTopic, contents.highestEpoch());
    if (highest == Long.MAX_VALUE) {
      throw CommandFailure.input(
          "topic %s: no epoch can follow that of the last activation, %d; take its record away first"
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
   * Takes a model out of the topic: its manifest, and its chunks where no other model has the same.
   *
   * @throws CommandFailure where the topic has no such model, or the activation names it
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
          "model %s is in charge: activate another one before it is removed".formatted(key), null);
    }
    remove(List.of(manifest), listing);
  }

  /**
   * Takes the oldest models out of the topic.
   *
   * @param newest how many stay, besides the one that the activation names
   * @return what was removed
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
      throw Broker.unusable(connection, cause, AclOperation.WRITE);
    } catch (KafkaException e) {
      throw Broker.unusable(connection, e, AclOperation.WRITE);
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
