package io.flinkmobilenet.bench.job;

import io.flinkmobilenet.cli.kafka.Broker;
import io.flinkmobilenet.cli.kafka.Pace;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.format.EventFormat;
import io.flinkmobilenet.kafka.KafkaClients;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.showcase.local.LocalJob;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongPredicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Sends images to a job and records when they were due. */
final class ImageFeed implements AutoCloseable {
  private static final String ID_PREFIX = "bench/";
  private static final String AT_ONCE = ResourceUse.OWN_PREFIX + "at-once";
  private static final String TOGETHER = ResourceUse.OWN_PREFIX + "together";
  private static final long MICROS = TimeUnit.SECONDS.toMicros(1);

  private final BenchImages images;
  private final Outcomes outcomes;
  private final String topic;
  private final KafkaProperties kafka;
  private final KafkaProducer<byte[], byte[]> atOnce;
  private final KafkaProducer<byte[], byte[]> together;
  private final EventFormat<ImageEvent> format;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  ImageFeed(BenchImages images, Outcomes outcomes, LocalJob job) throws CommandFailure {
    this.images = images;
    this.outcomes = outcomes;
    this.topic = job.topics().images();
    this.kafka = job.kafka();
    this.format = job.formats().imageEvents(topic);
    atOnce = producer(AT_ONCE, Map.of());
    together =
        producer(
            TOGETHER,
            Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                TOGETHER,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                "600000",
                ProducerConfig.BATCH_SIZE_CONFIG,
                "524288"));
    try {
      together.initTransactions();
    } catch (KafkaException e) {
      close();
      throw Broker.unusable(kafka, e);
    }
  }

  /**
   * Sends images in one transaction. The job reads committed records only, so that all of them
   * become available at once.
   *
   * @throws CommandFailure if Kafka does not accept one
   */
  void send(long count) throws CommandFailure {
    try {
      together.beginTransaction();
      for (long i = 0; i < count && failure.get() == null; i++) {
        send(together, now());
      }
      together.flush();
      requireTaken();
      together.commitTransaction();
    } catch (KafkaException e) {
      throw refused(e);
    }
  }

  /**
   * Sends images at a pace. If one is sent late, its latency is still measured from when it was
   * due.
   *
   * @param enough tests the number of images sent so far; true ends the sending
   */
  void send(double perSecond, LongPredicate enough) throws CommandFailure {
    long begin = now();
    Pace pace = Pace.of(perSecond);
    try {
      for (long i = 0; !enough.test(i) && failure.get() == null; i++) {
        pace.await();
        send(atOnce, begin + (long) (i * MICROS / perSecond));
      }
      atOnce.flush();
      requireTaken();
    } catch (KafkaException e) {
      throw refused(e);
    }
  }

  @Override
  public void close() {
    atOnce.close(Duration.ZERO);
    together.close(Duration.ZERO);
  }

  /** The number of an image that was sent, from the id of its event; -1 for other images. */
  static int number(String id) {
    boolean ours = id != null && id.matches(ID_PREFIX + "\\d{1,9}");
    return ours ? Integer.parseInt(id.substring(ID_PREFIX.length())) : -1;
  }

  /** Microseconds since 1970. */
  static long now() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  private void send(KafkaProducer<byte[], byte[]> producer, long due) {
    int number = outcomes.send(due);
    String id = ID_PREFIX + number;
    ImageEvent event =
        ImageEvent.newBuilder()
            .setId(id)
            .setImage(ByteBuffer.wrap(images.of(number)))
            .setSource("bench")
            .setCapturedAt(Instant.ofEpochMilli(due / 1000))
            .setAttributes(Map.of())
            .build();
    RecordHeaders headers = new RecordHeaders();
    byte[] value = format.write(event, headers);
    producer.send(
        new ProducerRecord<>(
            topic,
            images.ordered() ? 0 : null,
            format.timestamp(event),
            id.getBytes(StandardCharsets.UTF_8),
            value,
            headers),
        (metadata, refusal) -> failure.compareAndSet(null, refusal));
  }

  private void requireTaken() throws CommandFailure {
    if (failure.get() != null) {
      throw refused(
          failure.get() instanceof KafkaException known
              ? known
              : new KafkaException(failure.get()));
    }
  }

  private CommandFailure refused(KafkaException e) {
    Exception first = failure.get();
    return first instanceof RecordTooLargeException
        ? CommandFailure.input("cannot measure with so large an image: " + first.getMessage(), e)
        : Broker.unusable(kafka, e);
  }

  /** Creates a producer with Kafka's own deadlines, because a busy job slows its broker down. */
  private KafkaProducer<byte[], byte[]> producer(String client, Map<String, String> more) {
    Properties settings = kafka.client();
    settings.setProperty(ProducerConfig.CLIENT_ID_CONFIG, client);
    settings.setProperty(ProducerConfig.LINGER_MS_CONFIG, "0");
    settings.putAll(more);
    return KafkaClients.producer(settings);
  }
}
