package io.flinkmobilenet.event.format;

import com.fasterxml.jackson.core.JsonParser;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.UnreadableEventException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** Images as the data of CloudEvents: read in both modes, written in binary mode. */
final class CloudImageFormat implements EventFormat<ImageEvent> {
  private static final String TYPE = "io.flinkmobilenet.image";
  private static final String NO_SOURCE = "urn:flink-mobilenet:images";

  private final CloudEventReader reader =
      new CloudEventReader("ImageEvent", CloudImageFormat::refuse);

  @Override
  public ImageEvent read(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException {
    CloudEvent event = event(record);
    ImageEvent image = new ImageEvent();
    image.setId(event.attributes().get(CloudEventNames.ID));
    image.setSource(event.attributes().get(CloudEventNames.SOURCE));
    image.setCapturedAt(event.time(record.timestamp()));
    image.setAttributes(event.others());
    if (event.data() == null) {
      throw CloudEvent.refusal("data_base64: expected the image, found none");
    }
    image.setImage(event.data());
    return image;
  }

  /**
   * The value of a rejected record, without its headers, says by its first byte which mode it is.
   */
  private CloudEvent event(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException {
    byte[] value = RecordParts.value(record);
    boolean bare = record.headers().toArray().length == 0;
    if (bare && value.length > 0 && value[0] == '{') {
      return reader.structured(value).checked();
    }
    return reader.read(record);
  }

  private static ByteBuffer refuse(JsonParser json) throws IOException {
    throw new IOException("expected the image in data_base64, found data");
  }

  @Override
  public byte[] write(ImageEvent event, Headers headers) {
    String source = event.getSource() == null ? NO_SOURCE : event.getSource();
    Map<String, String> attributes =
        CloudEventWriter.attributes(event.getId(), source, TYPE, event.getCapturedAt().toString());
    event.getAttributes().forEach(attributes::putIfAbsent);
    CloudEventWriter.headers(attributes, "application/octet-stream", headers);
    return RawFormat.bytes(event.getImage());
  }
}
