package io.flinkmobilenet.event.format;

import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.UnreadableEventException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Images without an event around them: the value is the file, the key the id, the record's time the
 * time of capture, the header {@code source} the source, and the other headers the attributes.
 */
final class RawFormat implements EventFormat<ImageEvent> {
  private static final String SOURCE = "source";

  @Override
  public ImageEvent read(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException {
    Map<String, String> attributes = HeaderTexts.of(record.headers());
    ImageEvent event = new ImageEvent();
    event.setId(RecordParts.id(record));
    event.setSource(attributes.remove(SOURCE));
    event.setAttributes(attributes);
    event.setCapturedAt(Instant.ofEpochMilli(record.timestamp()));
    event.setImage(ByteBuffer.wrap(RecordParts.value(record)).asReadOnlyBuffer());
    return event;
  }

  /** The caller gives the record the id as key, and the time. */
  @Override
  public byte[] write(ImageEvent event, Headers headers) {
    if (event.getSource() != null) {
      add(headers, SOURCE, event.getSource());
    }
    event.getAttributes().forEach((name, value) -> add(headers, name, value));
    return bytes(event.getImage());
  }

  /** A record of Kafka cannot be older than 1970. */
  @Override
  public Long timestamp(ImageEvent event) {
    return Math.max(0, event.getCapturedAt().toEpochMilli());
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the bytes of a buffer, without a copy where it is a whole array. */
  static byte[] bytes(ByteBuffer buffer) {
    if (buffer.hasArray() && buffer.array().length == buffer.remaining()) {
      return buffer.array();
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
