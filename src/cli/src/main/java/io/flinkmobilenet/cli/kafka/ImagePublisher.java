package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.input.ImageFile;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.format.EventFormat;
import io.flinkmobilenet.image.MediaType;
import io.flinkmobilenet.kafka.KafkaClients;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.stream.config.JobOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Sends images, one record each, acknowledged by all replicas and without duplicates. */
public final class ImagePublisher implements AutoCloseable {
  /** Upper bound of the bytes that Kafka's batch header, the key and the lengths add to a value. */
  private static final int OVERHEAD_BYTES = 256;

  /** Upper bound of the bytes of the two lengths before a header's name and value. */
  private static final int HEADER_BYTES = 10;

  private static final int MEGABYTE = 1 << 20;
  private static final String DEFAULT_TOPIC = JobOptions.IMAGES_TOPIC.defaultValue();

  private final String topic;
  private final KafkaProperties connection;
  private final int maxBytes;
  private final Consumer<String> complaints;
  private final KafkaProducer<byte[], byte[]> producer;
  private final EventFormat<ImageEvent> format;
  private final AtomicLong acknowledgedImages = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicReference<KafkaException> broken = new AtomicReference<>();
  private final long started = System.nanoTime();
  private boolean imagesOnly;
  private FileReferences references;

  private ImagePublisher(
      String topic,
      EventFormat<ImageEvent> format,
      KafkaProperties connection,
      int maxBytes,
      Consumer<String> complaints) {
    this.topic = topic;
    this.format = format;
    this.connection = connection;
    this.maxBytes = maxBytes;
    this.complaints = complaints;
    this.producer = KafkaClients.producer(connection.withDefaults(settings(maxBytes)));
  }

  /**
   * Creates a publisher to an existing topic.
   *
   * @param format writes the topic's records, for this publisher alone
   * @param complaints receives one line for each image that cannot be sent
   * @throws CommandFailure if no broker answers or there is no such topic
   */
  public static ImagePublisher to(
      String topic,
      EventFormat<ImageEvent> format,
      KafkaProperties connection,
      Consumer<String> complaints)
      throws CommandFailure, InterruptedException {
    try (Broker broker = Broker.of(connection)) {
      broker.requireTopics(topic);
      format.prepareWriting();
      return new ImagePublisher(
          topic, format, connection, broker.maxMessageBytes(topic), complaints);
    } catch (KafkaException e) {
      throw Broker.unusable(connection, e, AclOperation.WRITE);
    }
  }

  /** From now on skips files whose first bytes are not those of an image. */
  public void onlyImages() {
    imagesOnly = true;
  }

  /** From now on sends the URIs of files instead of their bytes. */
  void byReference(FileReferences files) {
    references = files;
  }

  /**
   * Reads and sends an image. If it cannot be read or is too large, this is reported.
   *
   * @param round how often this file is sent, counted from 1
   * @throws CommandFailure if Kafka accepts no more records
   */
  public void send(ImageFile file, ImageEvents events, int round) throws CommandFailure {
    requireUnbroken();
    try {
      byte[] content = file.read(references == null ? maxBytes : FileReferences.BEGINNING);
      if (imagesOnly && MediaType.of(content).isEmpty()) {
        skip(file, round);
        return;
      }
      ImageEvent event =
          references == null
              ? events.event(file, content, round)
              : events.reference(file, references, round);
      if (!offer(file.path().toString(), event)) {
        complain(file.path().toString(), tooLarge(Files.size(file.path())));
      }
    } catch (NoSuchFileException e) {
      complain(file.path().toString(), "no such file");
    } catch (IOException e) {
      complain(file.path().toString(), "cannot be read: " + e.getMessage());
    }
  }

  /**
   * Sends an image event. If it is too large, this is reported.
   *
   * @throws CommandFailure if Kafka accepts no more records
   */
  public void send(ImageEvent event) throws CommandFailure {
    requireUnbroken();
    if (!offer(event.getId(), event)) {
      complain(event.getId(), tooLarge(event.getImage().remaining()));
    }
  }

  /** Number of images that Kafka has acknowledged so far. */
  public long acknowledged() {
    return acknowledgedImages.get();
  }

  /** Waits until Kafka has acknowledged all records and returns the totals. */
  public Published finish() throws CommandFailure {
    producer.flush();
    requireUnbroken();
    return new Published(
        acknowledgedImages.get(),
        failed.get(),
        skipped.get(),
        bytes.get(),
        (System.nanoTime() - started) / 1e9);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }

  /** Passes an event to Kafka unless it is too large for the topic. */
  private boolean offer(String name, ImageEvent event) throws CommandFailure {
    int length = event.getImage().remaining();
    byte[] key = event.getId().getBytes(StandardCharsets.UTF_8);
    Headers headers = new RecordHeaders();
    byte[] value = format.write(event, headers);
    if (value.length + key.length + length(headers) > maxBytes - OVERHEAD_BYTES) {
      return false;
    }
    try {
      producer.send(
          new ProducerRecord<>(topic, null, format.timestamp(event), key, value, headers),
          (metadata, failure) -> acknowledged(name, length, failure));
    } catch (KafkaException e) {
      throw Broker.unusable(connection, e, AclOperation.WRITE);
    }
    return true;
  }

  private static int length(Headers headers) {
    int length = 0;
    for (Header header : headers) {
      length += header.key().length() + header.value().length + HEADER_BYTES;
    }
    return length;
  }

  private void acknowledged(String name, int length, Exception failure) {
    if (failure == null) {
      acknowledgedImages.incrementAndGet();
      bytes.addAndGet(length);
    } else if (failure instanceof RecordTooLargeException) {
      complain(name, "more bytes than Kafka accepts: " + failure.getMessage());
    } else {
      KafkaException cause =
          failure instanceof KafkaException kafka ? kafka : new KafkaException(failure);
      broken.compareAndSet(null, cause);
    }
  }

  private void requireUnbroken() throws CommandFailure {
    if (broken.get() != null) {
      throw Broker.unusable(connection, broken.get(), AclOperation.WRITE);
    }
  }

  private String tooLarge(long length) {
    long megabytes = length / MEGABYTE + 1;
    String images = topic.equals(DEFAULT_TOPIC) ? "" : " --images-topic " + topic;
    String job =
        length > JobOptions.MAX_IMAGE_BYTES.defaultValue().getBytes()
            ? ", and start the job with --max-image-bytes %dmb".formatted(megabytes)
            : "";
    return "%d bytes are too many: topic %s accepts records of %d bytes in total (max.message.bytes); run: mobilenet topics create --bootstrap-servers %s%s --max-image-bytes %dmb --raise%s"
        .formatted(length, topic, maxBytes, connection.bootstrapServers(), images, megabytes, job);
  }

  /**
   * A folder may contain other files, which are skipped. A file that was named itself counts as
   * failed.
   */
  private void skip(ImageFile file, int round) {
    if (round > 1) {
      return;
    }
    complaints.accept(
        file.path() + ": skipped, its first bytes are not those of an image; --all sends it");
    (file.named() ? failed : skipped).incrementAndGet();
  }

  private void complain(String name, String message) {
    failed.incrementAndGet();
    complaints.accept(name + ": " + message);
  }

  /** Returns what records of this length need. */
  private static Map<String, String> settings(int maxBytes) {
    return Map.of(
        ProducerConfig.LINGER_MS_CONFIG,
        "5",
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        Integer.toString(Math.max(maxBytes, MEGABYTE)),
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        Long.toString(Math.max(32L << 20, 2L * maxBytes)));
  }
}
