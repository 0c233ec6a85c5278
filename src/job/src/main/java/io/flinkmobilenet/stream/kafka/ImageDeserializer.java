package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.stream.config.TopicFormats;
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

  private final TopicFormats formats;
  private final String topic;
  private final HashSet<String> headers;
  private transient ImageRecordReader reader;
  private transient HeaderCopy copy;

  ImageDeserializer(TopicFormats formats, String topic, Set<String> headers) {
    this.formats = formats;
    this.topic = topic;
    this.headers = new HashSet<>(headers);
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    reader = new ImageRecordReader(formats.imageEvents(topic));
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
