package io.flinkmobilenet.event.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.event.Events;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.UnreadableEventException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CloudEventsTest {
  private static final EventFormat<ImageEvent> IMAGES = ImagesFormat.CLOUDEVENTS.create();
  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1};

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ConsumerRecord<byte[], byte[]> record(Headers headers, byte[] value) {
    return new ConsumerRecord<>(
        "t",
        2,
        9,
        1234,
        TimestampType.CREATE_TIME,
        0,
        0,
        bytes("key"),
        value,
        headers,
        Optional.empty());
  }

  private static Headers headers(String... namesAndValues) {
    Headers headers = new RecordHeaders();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], bytes(namesAndValues[i + 1]));
    }
    return headers;
  }

  private static ConsumerRecord<byte[], byte[]> structured(String json) {
    return record(
        headers("content-type", "application/cloudevents+json; charset=UTF-8"),
        bytes(json.replace('\'', '"')));
  }

  @Test
  void anImageInBinaryMode() throws Exception {
    Headers headers =
        headers(
            "ce_specversion",
            "1.0",
            "ce_id",
            "a",
            "ce_source",
            "/gate",
            "ce_type",
            "photo",
            "ce_time",
            "1970-01-01T00:00:05Z",
            "ce_subject",
            "lane 3",
            "content-type",
            "image/jpeg",
            "other",
            "stays");
    byte[] value = {1, 2};
    ImageEvent event = IMAGES.read(record(headers, value));
    assertThat(event.getId()).isEqualTo("a");
    assertThat(event.getSource()).isEqualTo("/gate");
    assertThat(event.getCapturedAt()).isEqualTo(Instant.ofEpochSecond(5));
    assertThat(event.getAttributes()).isEqualTo(Map.of("subject", "lane 3"));
    assertThat(event.getImage()).isEqualTo(ByteBuffer.wrap(value));
    assertThat(event.getImage().isReadOnly()).isTrue();
    headers.remove("ce_time");
    assertThat(IMAGES.read(record(headers, value)).getCapturedAt())
        .isEqualTo(Instant.ofEpochMilli(1234));
  }

  @Test
  void anImageInStructuredMode() throws Exception {
    String json =
        "{'specversion':'1.0','id':'a','source':'/gate','type':'photo','lane':3,'none':null,"
            + "'datacontenttype':'image/png','data_base64':'AQI='}";
    ImageEvent event = IMAGES.read(structured(json));
    assertThat(event.getId()).isEqualTo("a");
    assertThat(event.getCapturedAt()).isEqualTo(Instant.ofEpochMilli(1234));
    assertThat(event.getAttributes()).isEqualTo(Map.of("lane", "3"));
    assertThat(event.getImage()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
    byte[] value = structured(json).value();
    assertThat(IMAGES.read(record(new RecordHeaders(), value))).isEqualTo(event);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | specversion: expected it, found none",
        "{'specversion':'0.3'} | specversion: expected 1.0, found '0.3'",
        "{'specversion':'1.0','source':'s','type':'t'} | id: expected it, found none",
        "{'specversion':'1.0','id':'a','source':'s','type':'t'} | data_base64: expected the image, found none",
        "{'specversion':'1.0','id':'a','source':'s','type':'t','time':'now','data_base64':''} | time: expected a time as RFC 3339, found 'now'",
        "{'extension':['1.0']} | JSON of 21 bytes: attribute extension: expected a single value, found an array at byte 13",
        "{'data':{}} | JSON of 11 bytes: expected the image in data_base64, found data",
        "{'id':7} | JSON of 8 bytes: attribute id: expected a text, found a whole number at byte 6",
        "{'specversion':1.0} | JSON of 19 bytes: attribute specversion: expected a text, found a number at byte 15",
        "{'subject':true} | JSON of 16 bytes: attribute subject: expected a text, found true at byte 11",
        "{'id':'a','id':'a'} | JSON of 19 bytes: id: expected it once, found it twice",
        "{'data_base64':'','data_base64':''} | JSON of 35 bytes: data_base64: expected it once, found it twice",
        "{'specversion':'1.0','id':'a','source':'s','type':'t'} {} | JSON of 57 bytes: expected the end after the object, found an object at byte 55",
        "{'data_base64':'AQ'} | JSON of 20 bytes: field data_base64: expected base64 text with padding, found something else before byte 18",
        "[] | JSON of 2 bytes: expected an object, found an array at byte 0",
      })
  void saysWhatIsNoCloudEvent(String json, String message) {
    assertThatThrownBy(() -> IMAGES.read(structured(json)))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage("CloudEvent: " + message);
  }

  @Test
  void headersThatAreNoAttributesDoNotCount() throws Exception {
    Headers headers =
        headers("ce_specversion", "1.0", "ce_id", "a", "ce_source", "s", "ce_type", "t");
    for (int i = 0; i < 100; i++) {
      headers.add("other" + i, new byte[1000]);
    }
    for (int i = 0; i < 60; i++) {
      headers.add("ce_x" + i, bytes("y"));
    }
    assertThat(IMAGES.read(record(headers, JPEG)).getAttributes()).hasSize(60);
    headers.add("ce_more", bytes("y"));
    assertThatThrownBy(() -> IMAGES.read(record(headers, JPEG)))
        .hasMessage("headers ce_…: expected at most 64 with 16384 bytes in all, found more");
  }

  @Test
  void anEventHasAtMost64Members() throws Exception {
    StringBuilder members = new StringBuilder();
    for (int i = 0; i < 59; i++) {
      members.append(",'x%d':%s".formatted(i, i % 2 == 0 ? "null" : "true"));
    }
    String event = "{'specversion':'1.0','id':'a','source':'s','type':'t','data_base64':''";
    assertThat(IMAGES.read(structured(event + members + "}")).getAttributes()).hasSize(29);
    assertThatThrownBy(() -> IMAGES.read(structured(event + members + ",'more':null}")))
        .hasMessageContaining("expected at most 64 members, found more");
  }

  @Test
  void recordsWithoutAttributesAndOtherModesAreRefused() {
    assertThatThrownBy(() -> IMAGES.read(record(new RecordHeaders(), new byte[] {1})))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage(
            "CloudEvent: expected headers ce_… or content-type application/cloudevents+json, found neither");
    assertThatThrownBy(() -> IMAGES.read(record(headers("a", "b"), JPEG)))
        .hasMessage(
            "CloudEvent: expected headers ce_… or content-type application/cloudevents+json, found neither, but the value is a bare JPEG image, which --images-format raw reads");
    assertThatThrownBy(
            () -> IMAGES.read(record(headers("content-type", "text/plain"), bytes("{}"))))
        .hasMessage(
            "CloudEvent: expected headers ce_… or content-type application/cloudevents+json, found neither; the value may be a structured event without its content-type");
    assertThatThrownBy(() -> IMAGES.read(record(headers("ce_id", "a"), JPEG)))
        .hasMessage("CloudEvent: specversion: expected it, found none");
    Headers structured = headers("content-type", "application/cloudevents+json");
    assertThatThrownBy(() -> IMAGES.read(record(structured, JPEG)))
        .hasMessage(
            "CloudEvent: JSON of 4 bytes: expected an object, found a bare JPEG image, which --images-format raw reads");
    Headers batch = headers("content-type", "application/cloudevents-batch+json");
    assertThatThrownBy(() -> IMAGES.read(record(batch, bytes("[]"))))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage(
            "CloudEvent: content-type: expected application/cloudevents+json, found 'application/cloudevents-batch+json'");
  }

  @ParameterizedTest
  @EnumSource(
      value = ResultsFormat.class,
      names = {"CLOUDEVENTS", "CLOUDEVENTS_JSON"})
  void aPredictionIsReadAgain(ResultsFormat format) throws Exception {
    Prediction prediction =
        Events.all().stream()
            .filter(Prediction.class::isInstance)
            .map(Prediction.class::cast)
            .findFirst()
            .orElseThrow();
    EventFormat<Prediction> events = format.create(Prediction.class);
    Headers headers = new RecordHeaders();
    byte[] value = events.write(prediction, headers);
    assertThat(events.read(record(headers, value))).isEqualTo(prediction);
    String text = new String(value, StandardCharsets.UTF_8);
    if (format == ResultsFormat.CLOUDEVENTS_JSON) {
      assertThat(text)
          .startsWith(
              "{\"specversion\":\"1.0\",\"id\":\"picture 1\",\"source\":\"urn:flink-mobilenet:job\",\"type\":\"io.flinkmobilenet.Prediction\",\"time\":\"2023-11-14T22:13:20.128Z\"");
    } else {
      assertThat(texts(headers))
          .containsEntry("ce_id", "picture 1")
          .containsEntry("ce_time", "2023-11-14T22:13:20.128Z")
          .containsEntry("content-type", "application/json");
    }
  }

  private static Map<String, String> texts(Headers headers) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Header header : headers) {
      texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    return texts;
  }

  @Test
  void anImageThatIsWrittenIsReadAgain() throws Exception {
    ImageEvent event = (ImageEvent) Events.all().get(0);
    Headers headers = new RecordHeaders();
    byte[] value = IMAGES.write(event, headers);
    assertThat(IMAGES.read(record(headers, value))).isEqualTo(event);
  }
}
