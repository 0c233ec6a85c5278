package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.event.format.EventFormat;
import io.flinkmobilenet.stream.state.ByteRange;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.ImageReference;
import io.flinkmobilenet.stream.state.Origin;
import io.flinkmobilenet.stream.state.RecordDefect;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads records of the images topic. It refuses none: what is wrong with a record is noted in it,
 * for the operator that rejects it. Each thread needs an instance of its own.
 */
final class ImageRecordReader {
  private static final byte[] NOTHING = new byte[0];
  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

  private final EventFormat<ImageEvent> format;

  ImageRecordReader(EventFormat<ImageEvent> format) {
    this.format = format;
  }

  ImageRecord read(ConsumerRecord<byte[], byte[]> record) {
    Origin origin = new Origin(record.topic(), record.partition(), record.offset());
    byte[] value = record.value() == null ? NOTHING : record.value();
    try {
      return record(origin, value, format.read(record));
    } catch (UnreadableEventException e) {
      Reason reason = Reason.valueOf(e.reason().name());
      RecordDefect defect = new RecordDefect(reason, e.getMessage());
      return ImageRecord.unusable(origin, value, record.timestamp(), defect);
    }
  }

  private static ImageRecord record(Origin origin, byte[] value, ImageEvent event) {
    long capturedAt = event.getCapturedAt().toEpochMilli();
    Optional<String> defect = defect(event);
    if (defect.isPresent()) {
      return ImageRecord.unusable(
          origin, value, capturedAt, new RecordDefect(Reason.MALFORMED_RECORD, defect.get()));
    }
    ByteBuffer image = event.getImage();
    // A view of the value is read-only, and its position is that of the image in the value.
    byte[] content = image.hasArray() ? image.array() : null;
    return new ImageRecord(
        origin,
        value,
        event.getId(),
        event.getSource(),
        event.getAttributes(),
        capturedAt,
        new ByteRange(image.position(), image.remaining()),
        null,
        event.getUri() == null ? null : new ImageReference(event.getUri(), event.getSha256()),
        content,
        List.of());
  }

  private static Optional<String> defect(ImageEvent event) {
    int idLength = event.getId().length();
    int sourceLength = event.getSource() == null ? 0 : event.getSource().length();
    if (Math.max(idLength, sourceLength) > ImageRecord.LONGEST_TEXT) {
      return Optional.of(
          "id and source: expected at most %d characters, found %d and %d"
              .formatted(ImageRecord.LONGEST_TEXT, idLength, sourceLength));
    }
    if (event.getUri() != null && event.getImage().hasRemaining()) {
      return Optional.of(
          "expected either image or uri, found an image of %d bytes and a uri"
              .formatted(event.getImage().remaining()));
    }
    if (event.getSha256() != null && event.getUri() == null) {
      return Optional.of("expected sha256 only with uri, found it without one");
    }
    return event.getSha256() == null || SHA256.matcher(event.getSha256()).matches()
        ? Optional.empty()
        : Optional.of(
            "sha256: expected 64 hexadecimal digits, found %d characters"
                .formatted(event.getSha256().length()));
  }
}
