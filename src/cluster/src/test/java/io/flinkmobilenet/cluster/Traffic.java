package io.flinkmobilenet.cluster;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.showcase.roadsigns.Camera;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends images of the road-sign camera at a steady rate until it is stopped; one in twenty is
 * unusable. It remembers the partition and offset of each image.
 */
final class Traffic implements AutoCloseable {
  /** One image of this many is unusable. */
  static final int UNUSABLE = 20;

  private static final int DISTINCT_IMAGES = 64;
  private static final byte[][] FRAMES = frames();

  private final EventCodec<ImageEvent> codec = EventCodec.of(ImageEvent.class);
  private final KafkaProducer<byte[], byte[]> producer;
  private final String prefix;
  private final double rate;
  private final Map<Place, Sent> sent = new ConcurrentHashMap<>();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::run, "traffic");
  private volatile boolean stopping;

  /**
   * An image that Kafka has acknowledged.
   *
   * @param id of the event, and the record's key
   * @param usable true if its result belongs in {@code predictions}, false if it belongs in {@code
   *     rejected-images}
   */
  record Sent(String id, boolean usable) {}

  private Traffic(String bootstrapServers, String prefix, double rate) {
    this.prefix = prefix;
    this.rate = rate;
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "acks", "all",
                "enable.idempotence", "true",
                "linger.ms", "5",
                // Longer than any of the faults, so that no image is lost before it is in Kafka.
                "max.block.ms", "300000",
                "delivery.timeout.ms", "300000"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Begins to send.
   *
   * @param prefix prefix of the ids
   * @param rate images per second
   */
  static Traffic start(String bootstrapServers, String prefix, double rate) {
    Traffic traffic = new Traffic(bootstrapServers, prefix, rate);
    traffic.thread.setDaemon(true);
    traffic.thread.start();
    return traffic;
  }

  /** Number of images that Kafka has acknowledged so far. */
  int count() {
    return sent.size();
  }

  /** Stops sending, waits until Kafka has all images, and returns their places. */
  Map<Place, Sent> stop() throws InterruptedException {
    stopping = true;
    LockSupport.unpark(thread);
    thread.join();
    producer.flush();
    if (failure.get() != null) {
      throw new IllegalStateException("images could not be sent", failure.get());
    }
    return Collections.unmodifiableMap(sent);
  }

  private void run() {
    long start = System.nanoTime();
    for (long index = 0; !stopping && failure.get() == null; index++) {
      long due = start + (long) (index * 1e9 / rate);
      while (!stopping && due - System.nanoTime() > 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      try {
        send(index);
      } catch (RuntimeException e) {
        failure.compareAndSet(null, e);
      }
    }
  }

  private void send(long index) {
    String id = prefix + "-" + index;
    boolean usable = index % UNUSABLE != UNUSABLE - 1;
    producer.send(
        new ProducerRecord<>("images", id.getBytes(StandardCharsets.UTF_8), value(id, index)),
        (metadata, exception) -> {
          if (exception == null) {
            sent.put(new Place(metadata.partition(), metadata.offset()), new Sent(id, usable));
          } else {
            failure.compareAndSet(null, exception);
          }
        });
  }

  /** A usable image; or, in turn, a truncated image, a text, and bytes that are no event. */
  private byte[] value(String id, long index) {
    byte[] frame = FRAMES[(int) (index % DISTINCT_IMAGES)];
    if (index % UNUSABLE != UNUSABLE - 1) {
      return event(id, frame);
    }
    return switch ((int) (index / UNUSABLE % 3)) {
      case 0 -> event(id, Arrays.copyOf(frame, frame.length / 2));
      case 1 -> event(id, "no image".getBytes(StandardCharsets.UTF_8));
      default -> ("no event " + id).getBytes(StandardCharsets.UTF_8);
    };
  }

  private byte[] event(String id, byte[] image) {
    return codec.encode(
        new ImageEvent(
            id,
            ByteBuffer.wrap(image),
            "traffic",
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            Map.of(),
            null,
            null));
  }

  private static byte[][] frames() {
    Camera camera = new Camera(6, 160, 120);
    return LongStream.range(0, DISTINCT_IMAGES)
        .mapToObj(index -> camera.frame(index).jpeg())
        .toArray(byte[][]::new);
  }

  @Override
  public void close() {
    stopping = true;
    producer.close(java.time.Duration.ZERO);
  }
}
