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
 * Reads the committed records of {@code predictions} and {@code rejected-images} from the beginning
 * and collects the results of each image.
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
   * The result of one image.
   *
   * @param id id of the image; null if the event had no readable one
   * @param usable true for a prediction, false for a rejection
   * @param version version of the model; null for a rejection
   * @param capturedAt time at which the image was taken; null for a rejection
   * @param readAt time at which the record was readable
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

  /** Starts reading. */
  static Results of(String bootstrapServers) {
    Results results = new Results(bootstrapServers);
    results.thread.setDaemon(true);
    results.thread.start();
    return results;
  }

  /** The results of an image that were read so far. */
  List<Result> of(Place place) {
    return results.getOrDefault(place, List.of());
  }

  /** All results that were read so far, by the places of their images. */
  Map<Place, List<Result>> all() {
    if (failure.get() != null) {
      throw new IllegalStateException("results could not be read", failure.get());
    }
    return results;
  }

  /** The prediction that was read last; null before the first one. */
  Result latest() {
    return latest;
  }

  /**
   * Waits for a prediction of an image taken after the given time; returns when it was readable.
   */
  Instant firstAfter(Instant time, Duration patience) throws InterruptedException {
    Await.until(
        "a prediction of an image taken after " + time,
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
