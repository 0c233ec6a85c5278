package io.flinkmobilenet.protocol.client;

import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.kafka.KafkaClients;
import io.flinkmobilenet.kafka.KafkaFailures;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Deployment;
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
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;

/**
 * Reads and writes the models topic: publishes, activates, deploys, lists, removes and retires
 * models.
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
    RequestCheck check = check(contents(false));
    ActivationRequest request = new ActivationRequest(key, check.nextEpoch());
    send(publisher.map(request::sign).orElse(request), check);
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
    RequestCheck check = check(contents(false));
    long next = check.nextEpoch();
    if (signed.epoch() < next) {
      throw new RefusedRequestException(
          "topic %s: expected an activation signed with epoch %d or higher, found %d; sign again"
              .formatted(topic, next, signed.epoch()));
    }
    send(signed, check);
  }

  private void send(ActivationRequest request, RequestCheck check)
      throws KafkaNotReadyException, RefusedRequestException, InterruptedException {
    check.requireModels(request);
    send(Stream.of(publication.activation(request, Instant.now())));
  }

  /**
   * Completes a deployment: it gets an epoch above all earlier ones, and the request in force is
   * what was there before, unless the deployment says that already. Nothing is sent.
   *
   * @throws RefusedRequestException if the topic lacks one of its models
   */
  public Deployment prepare(Deployment draft)
      throws KafkaNotReadyException, RefusedRequestException {
    return check(contents(false)).complete(draft);
  }

  /**
   * Sends a deployment, completed as {@link #prepare} does.
   *
   * @param publisher key that signs it, if any
   * @return what was sent
   * @throws RefusedRequestException if the topic lacks one of its models
   */
  public Deployment deploy(Deployment draft, Optional<SigningKey> publisher)
      throws KafkaNotReadyException, RefusedRequestException, InterruptedException {
    Deployment complete = prepare(draft);
    Deployment sent = publisher.map(complete::sign).orElse(complete);
    send(Stream.of(publication.deployment(sent, Instant.now())));
    return sent;
  }

  /**
   * Returns the latest decisions of the job about a deployment, at most 1000, the oldest first.
   *
   * @param decisionsTopic topic in which the job reports them; none are there if it does not exist
   * @param deployment name of the deployment
   */
  public List<ModelDecision> decisions(String decisionsTopic, String deployment)
      throws KafkaNotReadyException {
    return DecisionTopic.read(connection, decisionsTopic, deployment);
  }

  private RequestCheck check(RegistryContents contents) {
    return new RequestCheck(topic, statusTopic, contents);
  }

  /**
   * Removes a model from the topic: its manifest, and its chunks unless another model uses them.
   *
   * @throws RefusedRequestException if the topic has no such model, the request in force names it,
   *     or going back from that request needs it
   */
  public void remove(ModelKey key)
      throws KafkaNotReadyException, RefusedRequestException, InterruptedException {
    RegistryContents contents = contents(false);
    ModelListing listing = contents.listing();
    Manifest manifest = check(contents).require(key);
    if (listing.isRequested(key)) {
      ModelRequest request = listing.request().orElseThrow();
      throw new RefusedRequestException(
          "model %s is %s: activate or deploy another one before removing it"
              .formatted(key, request instanceof Deployment ? "in " + request.title() : "active"));
    }
    if (contents.isActive(key)) {
      throw new RefusedRequestException(
          "model %s is active in the job: activate or deploy another one before removing it"
              .formatted(key));
    }
    if (listing.isFormer(key)) {
      throw new RefusedRequestException(
          "model %s was in force before: going back from %s needs it; activate or deploy again first"
              .formatted(key, listing.request().orElseThrow().title()));
    }
    remove(List.of(manifest), listing);
  }

  /**
   * Removes the oldest models from the topic.
   *
   * @param newest number of newest models to keep, in addition to those that the request that
   *     counts names, those that going back from it needs, and those that are active in the job
   * @return the removed models
   */
  public List<Manifest> retire(int newest) throws KafkaNotReadyException, InterruptedException {
    RegistryContents contents = contents(false);
    ModelListing listing = contents.listing();
    List<Manifest> oldest =
        listing.manifests().stream()
            .filter(manifest -> !contents.isActive(manifest.key()))
            .filter(manifest -> !listing.isRequested(manifest.key()))
            .filter(manifest -> !listing.isFormer(manifest.key()))
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
    send(records.stream());
  }

  private void send(Stream<ProducerRecord<byte[], byte[]>> records)
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
