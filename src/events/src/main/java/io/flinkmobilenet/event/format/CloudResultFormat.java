package io.flinkmobilenet.event.format;

import com.fasterxml.jackson.core.JsonParser;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RecordOrigin;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.UnreadableEventException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** Results as JSON in CloudEvents: read in both modes, written in one of them. */
final class CloudResultFormat<T extends SpecificRecord> implements EventFormat<T> {
  private static final String SOURCE = "urn:flink-mobilenet:job";
  private static final String TYPE = "io.flinkmobilenet.";

  private final JsonEventReader<T> data;
  private final JsonEventWriter writer = new JsonEventWriter();
  private final boolean structured;

  CloudResultFormat(Class<T> type, boolean structured) {
    this.data = new JsonEventReader<>(type);
    this.structured = structured;
  }

  @Override
  public T read(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException {
    Read<T> read = new Read<>(data);
    CloudEvent event = new CloudEventReader(data.event(), read::data).read(record);
    if (read.event != null) {
      return read.event;
    }
    if (event.data() == null) {
      throw CloudEvent.refusal("data: expected it, found none");
    }
    return data.read(RawFormat.bytes(event.data()));
  }

  /** The event in the member {@code data}. */
  private static final class Read<T extends SpecificRecord> {
    private final JsonEventReader<T> reader;
    private T event;

    Read(JsonEventReader<T> reader) {
      this.reader = reader;
    }

    ByteBuffer data(JsonParser json) throws IOException {
      event = reader.read(json);
      return null;
    }
  }

  @Override
  public byte[] write(T event, Headers headers) {
    Map<String, String> attributes =
        CloudEventWriter.attributes(
            id(event), SOURCE, TYPE + event.getSchema().getName(), time(event).toString());
    if (structured) {
      return CloudEventWriter.structured(attributes, event, headers);
    }
    CloudEventWriter.headers(attributes, CloudEventNames.JSON, headers);
    return writer.write(event);
  }

  /** The id of the image, or the place of its record if it has none; of a status model and time. */
  private String id(T event) {
    if (event instanceof Prediction prediction) {
      return prediction.getImageId();
    }
    if (event instanceof RejectedImage image) {
      RecordOrigin origin = image.getOrigin();
      return image.getImageId() == null
          ? "%s-%d@%d".formatted(origin.getTopic(), origin.getPartition(), origin.getOffset())
          : image.getImageId();
    }
    ModelStatus status = (ModelStatus) event;
    return "%s/%s/%s@%d"
        .formatted(
            status.getName(),
            status.getVersion(),
            status.getState(),
            status.getAt().toEpochMilli());
  }

  private Instant time(T event) {
    if (event instanceof Prediction prediction) {
      return prediction.getPredictedAt();
    }
    return event instanceof RejectedImage image
        ? image.getRejectedAt()
        : ((ModelStatus) event).getAt();
  }
}
