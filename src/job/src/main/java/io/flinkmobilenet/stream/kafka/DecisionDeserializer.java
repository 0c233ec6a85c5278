package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.protocol.DecisionRecord;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.stream.state.StateTypes;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Adapts {@link DecisionRecord} to Flink's source. */
final class DecisionDeserializer implements KafkaRecordDeserializationSchema<ModelMessage> {
  private static final long serialVersionUID = 1;

  private transient DecisionRecord reader;

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    reader = new DecisionRecord();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ModelMessage> out) {
    reader.read(record).ifPresent(out::collect);
  }

  @Override
  public TypeInformation<ModelMessage> getProducedType() {
    return StateTypes.MODEL_MESSAGE;
  }
}
