package io.flinkmobilenet.event.format;

import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.event.UnreadableEventException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The parts of a record of Kafka as texts and bytes. */
final class RecordParts {
  private static final byte[] NOTHING = new byte[0];

  private RecordParts() {}

  /** Returns the value; empty if there is none. */
  static byte[] value(ConsumerRecord<byte[], byte[]> record) {
    return record.value() == null ? NOTHING : record.value();
  }

  /** Returns the key as text, or {@code topic-partition@offset} if there is none. */
  static String id(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException {
    byte[] key = record.key();
    if (key == null || key.length == 0) {
      return "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
    }
    return text(key)
        .orElseThrow(
            () ->
                new UnreadableEventException(
                    Reason.MALFORMED_RECORD,
                    "key: expected the image's id as UTF-8 text, found %d other bytes"
                        .formatted(key.length)));
  }

  /** Returns bytes as text; empty if they are not UTF-8. */
  static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
