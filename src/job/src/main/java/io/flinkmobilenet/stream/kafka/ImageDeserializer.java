package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.event.format.ImagesFormat;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.StateTypes;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Adapts {@link ImageRecordReader} to Flink's source. */
final class ImageDeserializer implements KafkaRecordDeserializationSchema<ImageRecord> {
  private static final long serialVersionUID = 1;

  private final ImagesFormat format;
  private final HashSet<String> headers;
  private transient ImageRecordReader reader;
  private transient HeaderCopy copy;

  ImageDeserializer(ImagesFormat format, Set<String> headers) {
    this.format = format;
    this.headers = new HashSet<>(headers);
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    reader = new ImageRecordReader(format.create());
    copy = new HeaderCopy(headers);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ImageRecord> out) {
    out.collect(reader.read(record).withHeaders(copy.of(record.headers())));
  }

  @Override
  public TypeInformation<ImageRecord> getProducedType() {
    return StateTypes.IMAGE_RECORD;
  }
}
