package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.event.format.ImagesFormat;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.StateTypes;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Adapts {@link ImageRecordReader} to Flink's source. */
final class ImageDeserializer implements KafkaRecordDeserializationSchema<ImageRecord> {
  private static final long serialVersionUID = 1;

  private final ImagesFormat format;
  private transient ImageRecordReader reader;

  ImageDeserializer(ImagesFormat format) {
    this.format = format;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    reader = new ImageRecordReader(format.create());
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ImageRecord> out) {
    out.collect(reader.read(record));
  }

  @Override
  public TypeInformation<ImageRecord> getProducedType() {
    return StateTypes.IMAGE_RECORD;
  }
}
