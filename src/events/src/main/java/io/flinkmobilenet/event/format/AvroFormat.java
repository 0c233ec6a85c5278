package io.flinkmobilenet.event.format;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.UnreadableEventException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** Events in Avro's single-object encoding. */
final class AvroFormat<T extends SpecificRecord> implements EventFormat<T> {
  private final EventCodec<T> codec;

  AvroFormat(Class<T> type) {
    codec = EventCodec.of(type);
  }

  @Override
  public T read(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException {
    return codec.decode(RecordParts.value(record));
  }

  @Override
  public byte[] write(T event, Headers headers) {
    return codec.encode(event);
  }
}
