package io.flinkmobilenet.cluster;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.showcase.roadsigns.Camera;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Images that wait in the images topic before a job starts. */
final class Backlog {
  private static final int DISTINCT_IMAGES = 200;

  private Backlog() {}

  /** Sends frames of the road-sign camera as fast as the broker takes them. */
  static void fill(String bootstrapServers, int count) {
    Camera camera = new Camera(42);
    byte[][] frames =
        LongStream.range(0, DISTINCT_IMAGES)
            .mapToObj(index -> camera.frame(index).jpeg())
            .toArray(byte[][]::new);
    EventCodec<ImageEvent> codec = EventCodec.of(ImageEvent.class);
    AtomicReference<Exception> failure = new AtomicReference<>();
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "20", "batch.size", "524288");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int index = 0; index < count && failure.get() == null; index++) {
        byte[] value = codec.encode(event("waiting-" + index, frames[index % DISTINCT_IMAGES]));
        producer.send(
            new ProducerRecord<>("images", value),
            (metadata, refusal) -> failure.compareAndSet(null, refusal));
      }
    }
    if (failure.get() != null) {
      throw new IllegalStateException("images could not be sent", failure.get());
    }
  }

  private static ImageEvent event(String id, byte[] image) {
    return ImageEvent.newBuilder()
        .setId(id)
        .setImage(ByteBuffer.wrap(image))
        .setSource("backlog")
        .setCapturedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
        .setAttributes(Map.of())
        .build();
  }
}
