package io.flinkmobilenet.event.format;

import io.flinkmobilenet.event.UnreadableEventException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** Events as JSON objects, as the JSON schemas in {@code schemas/} say. */
final class JsonFormat<T extends SpecificRecord> implements EventFormat<T> {
  private final JsonEventReader<T> reader;
  private final JsonEventWriter writer = new JsonEventWriter();

  JsonFormat(Class<T> type) {
    reader = new JsonEventReader<>(type);
  }

  @Override
  public T read(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException {
    return reader.read(RecordParts.value(record));
  }

  @Override
  public byte[] write(T event, Headers headers) {
    return writer.write(event);
  }
}
