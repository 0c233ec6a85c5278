package io.flinkmobilenet.event.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.event.Events;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.UnreadableEventException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFormatTest {
  private static ConsumerRecord<byte[], byte[]> record(String value) {
    return new ConsumerRecord<>("images", 0, 7, null, value.getBytes(StandardCharsets.UTF_8));
  }

  private static ImageEvent read(String json) throws UnreadableEventException {
    return ImagesFormat.JSON.create().read(record(json.replace('\'', '"')));
  }

  @Test
  void everyEventThatIsWrittenIsReadAgain() throws Exception {
    int tried = 0;
    for (SpecificRecord event : Events.all()) {
      if (!event.getSchema().getName().equals("ModelEvent")) {
        requireSame(event);
        tried++;
      }
    }
    assertThat(tried).isEqualTo(5);
  }

  @SuppressWarnings("unchecked") // An event's class is that of the events its format writes.
  private static void requireSame(SpecificRecord event) throws UnreadableEventException {
    EventFormat<SpecificRecord> format =
        ResultsFormat.JSON.create((Class<SpecificRecord>) event.getClass());
    byte[] value = format.write(event, new RecordHeaders());
    assertThat(format.read(new ConsumerRecord<>("t", 0, 0, null, value))).isEqualTo(event);
  }

  @Test
  void readsAnImageWithDefaultsAndUnknownFields() throws Exception {
    ImageEvent event =
        read(
            "{'id':'a','new':{'x':[1,2]},'image':'\\/9j\\/AQ==','capturedAt':'1970-01-01T01:00:01+01:00'}");
    assertThat(event.getId()).isEqualTo("a");
    assertThat(RawFormat.bytes(event.getImage())).containsExactly(0xFF, 0xD8, 0xFF, 1);
    assertThat(event.getSource()).isNull();
    assertThat(event.getAttributes()).isEmpty();
    assertThat(event.getCapturedAt()).isEqualTo(Instant.ofEpochSecond(1));
    assertThat(read("{'id':'a','image':'','capturedAt':5,'attributes':{'k':'v'}}").getAttributes())
        .isEqualTo(Map.of("k", "v"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | expected an object, found the end at byte 0",
        "[1] | expected an object, found an array at byte 0",
        "{'id':7} | field id: expected a text, found a whole number at byte 6",
        "{'id':'a','id':'b'} | field id: expected it once, found it twice",
        "{'id':'a'} | field capturedAt: expected it, found none",
        "{'id':'a','image':'','capturedAt':'now'} | field capturedAt: expected a time as RFC 3339, found 'now'",
        "{'id':'a','image':'','capturedAt':99999999999999999999} | field capturedAt: expected a number from -9223372036854775808 to 9223372036854775807, found 99999999999999999999",
        "{'id':'a','image':'','capturedAt':'+999999999-01-01T00:00:00Z'} | field capturedAt: expected a time as RFC 3339, found '+999999999-01-01T00:00:00Z'",
        "{'id':'a','image':'','capturedAt':null} | field capturedAt: expected a time as RFC 3339 or in ms since 1970, found null at byte 34",
        "{'id':'\\ud800'} | field id: expected Unicode, found half a surrogate pair",
        "{'id':'a' | byte 9: Unexpected end-of-input: expected close marker for Object",
        "{'id':'a','attributes':{'k':'v','k':'w'}} | field attributes.k: expected it once, found it twice",
        "{'x':NaN} | byte 8: Non-standard token 'NaN'",
        "{/**/} | byte 1: Unexpected character ('/' (code 47)): maybe a (non-standard) comment?",
        "{'id':'a','image':'','capturedAt':5} {} | expected the end after the object, found an object at byte 37",
      })
  void saysWhereAValueIsNoImage(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage("ImageEvent as JSON, %d bytes: %s", json.length(), message);
  }

  @Test
  void saysWhatIsNoBase64AndNoJson() {
    assertThatThrownBy(() -> read("{'id':'a','image':'?!'}"))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining(
            "field image: expected base64 text with padding, found something else before byte ");
    assertThatThrownBy(() -> read("{'id' 'a'}"))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining("byte 6: ")
        .hasMessageMatching(".*");
  }

  @Test
  void limitsHoldInUnknownFieldsAndAreNamedWithTheByte() {
    assertThatThrownBy(() -> read("{'x':" + "[".repeat(40) + "]".repeat(40) + "}"))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage(
            "ImageEvent as JSON, 86 bytes: byte 37: Document nesting depth (33) exceeds the maximum allowed (32)");
    assertThatThrownBy(() -> read("{'x':" + "1".repeat(101) + "}"))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage(
            "ImageEvent as JSON, 107 bytes: byte 106: Number value length (101) exceeds the maximum allowed (100)");
    assertThatThrownBy(() -> read("{'" + "n".repeat(1001) + "':1}"))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageMatching(
            "ImageEvent as JSON, 1007 bytes: byte [0-9]+: Name length \\(1001\\) exceeds the maximum allowed \\(1000\\)");
  }

  @ParameterizedTest
  @CsvSource({
    "FFD8FFE000104A46, 'a bare JPEG image, which --images-format raw reads'",
    "C301AABB, 'Avro''s single-object encoding, which --images-format avro reads'",
    "0000000123AA, 'Confluent''s header with schema id 291, which --images-format confluent reads'",
    "2F396A2F34414151, 'an image as base64 text; expected its bytes in an event''s field image'",
  })
  void namesTheFormatOfValuesThatAreNotJson(String hex, String found) {
    assertRefused(hex, found, "expected an object, found " + found);
  }

  @ParameterizedTest
  @CsvSource({
    "7B226964223A22C0AF227D, more bytes than needed",
    "7B226964223A22ED, half a character",
    "7B226964223A2261E4227D, ISO 8859-1",
    "7B00220069006400, UTF-16",
    "FFFE7B00220069006400, UTF-16 with its mark",
    "7B226964223A2200227D, a zero byte",
  })
  void refusesWhatIsNoUtf8(String hex, String kind) {
    assertRefused(hex, kind, "expected UTF-8, found other bytes");
  }

  private static void assertRefused(String hex, String kind, String problem) {
    byte[] value = HexFormat.of().parseHex(hex);
    assertThatThrownBy(
            () -> ImagesFormat.JSON.create().read(new ConsumerRecord<>("t", 0, 0, null, value)))
        .as(kind)
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage("ImageEvent as JSON, %d bytes: %s", value.length, problem);
  }

  @Test
  void takesAllOfUnicodeAndTheMarkOfUtf8() throws Exception {
    String id = "é€\uD83D\uDE00";
    assertThat(read("{'id':'" + id + "','image':'','capturedAt':5}").getId()).isEqualTo(id);
    assertThat(read("\uFEFF{'id':'a','image':'','capturedAt':5}").getId()).isEqualTo("a");
  }

  @Test
  void skipsWhiteSpaceInBase64() throws Exception {
    ImageEvent event = read("{'id':'a','image':' /9j/\\nAQ==\\r\\n','capturedAt':5}");
    assertThat(RawFormat.bytes(event.getImage())).containsExactly(0xFF, 0xD8, 0xFF, 1);
  }
}
