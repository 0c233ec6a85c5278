package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.stream.state.CopiedHeader;
import io.flinkmobilenet.stream.state.HeadedEvent;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Serializes events about images, with the headers that come back. */
final class HeadedSerializer<T extends SpecificRecord, H extends HeadedEvent<T>>
    implements KafkaRecordSerializationSchema<H> {
  private static final long serialVersionUID = 1;

  private final EventSerializer<T> events;

  HeadedSerializer(EventSerializer<T> events) {
    this.events = events;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    events.open(context, sinkContext);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      H headed, KafkaSinkContext context, Long timestamp) {
    ProducerRecord<byte[], byte[]> record = events.serialize(headed.event(), context, timestamp);
    for (CopiedHeader header : headed.headers()) {
      record.headers().add(header.name(), header.value());
    }
    return record;
  }
}
