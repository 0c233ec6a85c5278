package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.Origin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads records of the images topic. It refuses none: Decode reports what is wrong with a record.
 * Each thread needs an instance of its own.
 */
final class ImageRecordReader {
  private static final byte[] NOTHING = new byte[0];

  private final EventCodec<ImageEvent> codec = EventCodec.of(ImageEvent.class);

  ImageRecord read(ConsumerRecord<byte[], byte[]> record) {
    Origin origin = new Origin(record.topic(), record.partition(), record.offset());
    byte[] value = record.value() == null ? NOTHING : record.value();
    try {
      ImageEvent event = codec.decode(value);
      long capturedAt = event.getCapturedAt().toEpochMilli();
      return isShort(event.getId()) && isShort(event.getSource())
          ? new ImageRecord(origin, value, event.getId(), event.getSource(), capturedAt)
          : new ImageRecord(origin, value, null, null, capturedAt);
    } catch (UnreadableEventException e) {
      return new ImageRecord(origin, value, null, null, record.timestamp());
    }
  }

  private static boolean isShort(String text) {
    return text == null || text.length() <= ImageRecord.LONGEST_TEXT;
  }
}
