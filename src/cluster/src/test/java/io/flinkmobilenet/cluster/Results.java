package io.flinkmobilenet.cluster;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.UnreadableEventException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What can be read of {@code predictions} and {@code rejected-images}, committed, from the
 * beginning: how often each picture is there.
 */
final class Results implements AutoCloseable {
  private static final String PREDICTIONS = "predictions";
  private static final String REJECTED = "rejected-images";

  private final EventCodec<Prediction> predictions = EventCodec.of(Prediction.class);
  private final EventCodec<RejectedImage> rejections = EventCodec.of(RejectedImage.class);
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<Place, List<Result>> results = new ConcurrentHashMap<>();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::run, "results");
  private volatile Result latest;

  /**
   * One picture in one of the topics.
   *
   * @param id null where none could be read
   * @param usable whether it was predicted
   * @param version of the model; null where it was rejected
   * @param capturedAt null where it was rejected
   * @param readAt when it could be read
   */
  record Result(String id, boolean usable, String version, Instant capturedAt, Instant readAt) {}

  private Results(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : List.of(PREDICTIONS, REJECTED)) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Begins to read. */
  static Results of(String bootstrapServers) {
    Results results = new Results(bootstrapServers);
    results.thread.setDaemon(true);
    results.thread.start();
    return results;
  }

  /** How often the picture was read so far, and as what. */
  List<Result> of(Place place) {
    return results.getOrDefault(place, List.of());
  }

  /** Every place that was read so far. */
  Map<Place, List<Result>> all() {
    if (failure.get() != null) {
      throw new IllegalStateException("results could not be read", failure.get());
    }
    return results;
  }

  /** The prediction read last; null before the first. */
  Result latest() {
    return latest;
  }

  /** Waits until a picture can be read that was taken later, and says when that was. */
  Instant firstAfter(Instant time, Duration patience) throws InterruptedException {
    Await.until(
        "a prediction of a picture taken after " + time,
        patience,
        () -> latest != null && latest.capturedAt().isAfter(time));
    return latest.readAt();
  }

  private void run() {
    try {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          accept(record);
        }
      }
    } catch (WakeupException e) {
      consumer.close();
    } catch (Exception e) {
      failure.set(e);
    }
  }

  private void accept(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException {
    if (record.topic().equals(PREDICTIONS)) {
      Prediction event = predictions.decode(record.value());
      latest =
          new Result(
              event.getImageId(),
              true,
              event.getModel().getVersion(),
              event.getCapturedAt(),
              Instant.now());
      add(Place.of(event.getOrigin()), latest);
    } else {
      RejectedImage event = rejections.decode(record.value());
      add(
          Place.of(event.getOrigin()),
          new Result(event.getImageId(), false, null, null, Instant.now()));
    }
  }

  private void add(Place place, Result result) {
    results.merge(
        place,
        List.of(result),
        (before, now) -> {
          List<Result> both = new ArrayList<>(before);
          both.addAll(now);
          return List.copyOf(both);
        });
  }

  @Override
  public void close() {
    consumer.wakeup();
  }
}
