package io.flinkmobilenet.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.event.UnreadableEventException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that were written with a schema which only their writer knows. */
class ForeignSchemaTest {
  private static final String SCHEMA =
      """
      {"type": "record", "name": "ImageEvent", "namespace": "io.flinkmobilenet.event", "fields": [
        {"name": "speed", "type": "double"},
        {"name": "id", "type": "string"},
        {"name": "image", "type": "bytes"},
        {"name": "capturedAt", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}\
      """;
  private static final byte[] IMAGE = {1, 2, 3};

  private final EventCodec<ImageEvent> codec = EventCodec.of(ImageEvent.class);

  private static byte[] value() throws IOException {
    Schema schema = new Schema.Parser().parse(SCHEMA);
    GenericRecord event = new GenericData.Record(schema);
    event.put("speed", 3.5);
    event.put("id", "a");
    event.put("image", ByteBuffer.wrap(IMAGE));
    event.put("capturedAt", 1_700_000_000_123L);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(new byte[] {0, 0, 0, 0, 7});
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema).write(event, encoder);
    return bytes.toByteArray();
  }

  @Test
  void isResolvedAgainstOurs() throws Exception {
    ImageEvent event = codec.decode(value(), 5, 7, id -> List.of(SCHEMA));

    assertThat(event.getId()).isEqualTo("a");
    assertThat(event.getImage()).isEqualTo(ByteBuffer.wrap(IMAGE));
    assertThat(event.getCapturedAt().toEpochMilli()).isEqualTo(1_700_000_000_123L);
  }

  @Test
  void nameOfTheRecordDoesNotMatter() throws Exception {
    String other = SCHEMA.replace("\"ImageEvent\"", "\"Photo\"").replace("io.flink", "com.acme");

    assertThat(codec.decode(value(), 5, 7, id -> List.of(other)).getId()).isEqualTo("a");
  }

  @Test
  void fieldOfAnotherTypeIsMalformed() throws Exception {
    String other = SCHEMA.replace("\"id\", \"type\": \"string\"", "\"id\", \"type\": \"boolean\"");
    byte[] value = value();

    assertThatThrownBy(() -> codec.decode(value, 5, 7, id -> List.of(other)))
        .isInstanceOfSatisfying(
            UnreadableEventException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED_RECORD))
        .hasMessage(
            "ImageEvent of %d bytes, schema 7: Found boolean, expecting string"
                .formatted(value.length));
  }

  @Test
  void valueIsReadWithBounds() throws Exception {
    byte[] value = {0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xFE, (byte) 0xFF, 0x7F};

    assertThatThrownBy(() -> codec.decode(value, 5, 7, id -> List.of(SCHEMA)))
        .hasMessageContaining("expected a string of 1048575 bytes or more, found 0 bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"array\",\"items\":\"null\"}|found a null outside a union",
        "{\"type\":\"fixed\",\"name\":\"F\",\"size\":0}|found a fixed of no bytes",
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}|found a record without fields",
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"r\",\"type\":\"R\"}]}"
            + "|a record that contains itself",
      })
  void typesThatTakeNoBytesAreRefused(String type, String message) {
    String schema = SCHEMA.replace("\"double\"", type);

    assertThatThrownBy(() -> codec.decode(new byte[6], 5, 7, id -> List.of(schema)))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining(message);
  }

  @Test
  void recordsThatDoubleAreRefused() {
    StringBuilder type = new StringBuilder("\"int\"");
    for (int i = 0; i < 13; i++) {
      String inner = type.toString();
      type.setLength(0);
      type.append("{\"type\":\"record\",\"name\":\"R").append(i).append("\",\"fields\":[");
      type.append("{\"name\":\"a\",\"type\":").append(inner).append("},{\"name\":\"b\",\"type\":");
      type.append(i == 0 ? inner : "\"R" + (i - 1) + '"').append("}]}");
    }
    String schema = SCHEMA.replace("\"double\"", type);

    assertThatThrownBy(() -> codec.decode(new byte[6], 5, 7, id -> List.of(schema)))
        .hasMessageContaining("expected at most 4096 types");
  }

  @Test
  void textsBeyondTheLimitsAreRefused() {
    assertThatThrownBy(() -> codec.decode(new byte[6], 5, 7, id -> List.of("[".repeat(100_000))))
        .hasMessageContaining("expected JSON of at most 64 levels");
    assertThatThrownBy(() -> codec.decode(new byte[6], 5, 8, id -> List.of(" ".repeat(300_000))))
        .hasMessageContaining("expected a schema of at most 262144 characters, found 300000");
    assertThatThrownBy(() -> codec.decode(new byte[6], 5, 9, id -> List.of("no schema")))
        .isInstanceOf(UnreadableEventException.class);
  }

  @Test
  void schemaIsAskedForOnceEvenIfItCannotBeUsed() {
    List<Integer> asked = new ArrayList<>();
    WriterSchemas schemas =
        id -> {
          asked.add(id);
          return List.of("[\"" + "x".repeat(100_000) + "\"]");
        };
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> codec.decode(new byte[6], 5, -1, schemas))
          .isInstanceOf(UnreadableEventException.class)
          .hasMessageStartingWith("ImageEvent of 6 bytes, schema 4294967295: ")
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }
    assertThat(asked).containsExactly(-1);
  }

  @Test
  void schemasThatWereNotUsedLatelyAreForgotten() throws Exception {
    List<Integer> asked = new ArrayList<>();
    WriterSchemas schemas =
        id -> {
          asked.add(id);
          return List.of(SCHEMA);
        };
    byte[] value = value();
    for (int id = 0; id < 101; id++) {
      codec.decode(value, 5, id, schemas);
      codec.decode(value, 5, 1, schemas);
    }
    codec.decode(value, 5, 0, schemas);

    assertThat(asked).hasSize(102).endsWith(99, 100, 0);
  }

  @Test
  void longSchemasAreForgottenSooner() throws Exception {
    List<Integer> asked = new ArrayList<>();
    WriterSchemas schemas =
        id -> {
          asked.add(id);
          return List.of(SCHEMA + " ".repeat(250_000));
        };
    byte[] value = value();
    for (int id = 0; id < 9; id++) {
      codec.decode(value, 5, id, schemas);
    }
    codec.decode(value, 5, 0, schemas);

    assertThat(asked).hasSize(10);
  }
}
