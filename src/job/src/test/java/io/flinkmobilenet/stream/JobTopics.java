package io.flinkmobilenet.stream;

import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.event.format.EventFormat;
import io.flinkmobilenet.event.format.ResultsFormat;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.ModelContent;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelPublication;
import io.flinkmobilenet.stream.kafka.TopicCheck;
import io.flinkmobilenet.stream.state.ModelContents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes and reads the topics of a job in tests. */
public final class JobTopics implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final String bootstrapServers;
  private final KafkaProducer<byte[], byte[]> producer;
  private final ModelPublication publication = new ModelPublication("models");

  /** Uses the broker's topics with their default names. */
  public JobTopics(EmbeddedKafka kafka) {
    bootstrapServers = kafka.bootstrapServers();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Writes a record of the images topic. */
  public void image(String id, byte[] value) {
    record("images", id, value);
  }

  /** Writes a record of any topic. */
  public void record(String topic, String key, byte[] value) {
    producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
  }

  /** Sends a record as it is. */
  public void send(ProducerRecord<byte[], byte[]> record) {
    producer.send(record);
    producer.flush();
  }

  /** Writes the given number of images, with ids {@code prefix0} and so on. */
  public void images(String prefix, int count) {
    for (int i = 0; i < count; i++) {
      image(prefix + i, TestPictures.event(prefix + i, i));
    }
    producer.flush();
  }

  /** Writes a model's chunks and manifest. */
  public void publish(ModelKey key, ModelArtifact artifact) {
    ModelContent content = ModelContents.of(artifact);
    publication.model(content.announce(key, Instant.now()), content).forEach(producer::send);
    producer.flush();
  }

  /** Writes an activation request. */
  public void activate(ModelKey key, long epoch) {
    producer.send(publication.activation(new ActivationRequest(key, epoch), Instant.now()));
    producer.flush();
  }

  /** Writes a deployment. */
  public void deploy(Deployment deployment) {
    producer.send(publication.deployment(deployment, Instant.now()));
    producer.flush();
  }

  /** Deletes a topic and creates it again, empty. */
  public void makeAnew(String topic, NewTopic layout) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.deleteTopics(List.of(topic)).all().get();
      long deadline = System.nanoTime() + DEADLINE.toNanos();
      boolean made = false;
      while (!made) {
        try {
          admin.createTopics(List.of(layout)).all().get();
          made = true;
        } catch (ExecutionException e) {
          // The topic is still being deleted.
          if (!(e.getCause() instanceof TopicExistsException) || System.nanoTime() > deadline) {
            throw e;
          }
        }
      }
    }
    TopicCheck.require(new KafkaProperties(bootstrapServers, Map.of()), List.of(topic));
  }

  /** Waits for the given number of committed predictions, from the beginning of the topic. */
  public List<Prediction> predictions(Predicate<List<Prediction>> enough) {
    return read("predictions", Prediction.class, enough);
  }

  /** Waits for the given number of committed rejections, from the beginning of the topic. */
  public List<RejectedImage> rejected(Predicate<List<RejectedImage>> enough) {
    return read("rejected-images", RejectedImage.class, enough);
  }

  /** Waits for the given number of statuses, from the beginning of the topic. */
  public List<ModelStatus> statuses(Predicate<List<ModelStatus>> enough) {
    return read("model-status", ModelStatus.class, enough);
  }

  /** Waits for the given committed decisions, from the beginning of the topic. */
  public List<ModelDecision> decisions(Predicate<List<ModelDecision>> enough) {
    return read("model-decisions", ModelDecision.class, enough);
  }

  private <T extends SpecificRecord> List<T> read(
      String topic, Class<T> type, Predicate<List<T>> enough) {
    return read(topic, ResultsFormat.AVRO.create(type), enough);
  }

  /** Waits for the given committed events of a format, from the beginning of the topic. */
  public <T extends SpecificRecord> List<T> read(
      String topic, EventFormat<T> format, Predicate<List<T>> enough) {
    return read(topic, enough, format::read);
  }

  /** Waits for the given number of committed records, from the beginning of the topic. */
  public List<ConsumerRecord<byte[], byte[]>> records(String topic, int count) {
    return read(topic, found -> found.size() >= count, record -> record);
  }

  /** Reads the event of a record. */
  private interface Reading<T> {
    T of(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException;
  }

  private <T> List<T> read(String topic, Predicate<List<T>> enough, Reading<T> reading) {
    List<T> events = new ArrayList<>();
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!enough.test(events)) {
        if (System.nanoTime() - deadline > 0) {
          throw new AssertionError(topic + " after " + DEADLINE + ": " + events);
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          events.add(reading.of(record));
        }
      }
      return events;
    } catch (UnreadableEventException e) {
      throw new AssertionError(e);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    producer.close();
  }
}
