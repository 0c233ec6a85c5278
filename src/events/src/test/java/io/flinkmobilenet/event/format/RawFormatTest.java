package io.flinkmobilenet.event.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.UnreadableEventException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RawFormatTest {
  private static final EventFormat<ImageEvent> RAW = ImagesFormat.RAW.create();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ConsumerRecord<byte[], byte[]> record(byte[] key, byte[] value, Headers headers) {
    return new ConsumerRecord<>(
        "images",
        2,
        9,
        1234,
        TimestampType.CREATE_TIME,
        0,
        0,
        key,
        value,
        headers,
        Optional.empty());
  }

  @Test
  void theValueIsTheImageAndTheRestIsInTheRecord() throws Exception {
    Headers headers = new RecordHeaders();
    headers.add("source", bytes("gate")).add("lane", bytes("3")).add("lane", bytes("4"));
    headers.add("binary", new byte[] {(byte) 0xFF}).add("none", null);
    headers.add("traceparent", bytes("00-1-2-01"));
    byte[] value = {1, 2, 3};
    ImageEvent event = RAW.read(record(bytes("photo"), value, headers));
    assertThat(event.getId()).isEqualTo("photo");
    assertThat(event.getSource()).isEqualTo("gate");
    assertThat(event.getAttributes()).isEqualTo(Map.of("lane", "4"));
    assertThat(event.getCapturedAt()).isEqualTo(Instant.ofEpochMilli(1234));
    assertThat(event.getImage()).isEqualTo(ByteBuffer.wrap(value));
    assertThat(event.getImage().isReadOnly()).isTrue();
  }

  @Test
  void withoutAKeyTheIdIsThePlaceInKafka() throws Exception {
    assertThat(RAW.read(record(null, new byte[1], new RecordHeaders())).getId())
        .isEqualTo("images-2@9");
    assertThat(RAW.read(record(new byte[0], null, new RecordHeaders())).getId())
        .isEqualTo("images-2@9");
    assertThatThrownBy(() -> RAW.read(record(new byte[] {-1}, null, new RecordHeaders())))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage("key: expected the image's id as UTF-8 text, found 1 other bytes");
  }

  @Test
  void tooManyHeadersAreRefused() throws Exception {
    Headers many = new RecordHeaders();
    for (int i = 0; i < 64; i++) {
      many.add("h" + i, bytes("v"));
    }
    assertThat(RAW.read(record(null, null, many)).getAttributes()).hasSize(64);
    many.add("one more", null);
    Headers large = new RecordHeaders().add("h", new byte[16 << 10]);
    for (Headers refused : new Headers[] {many, large}) {
      assertThatThrownBy(() -> RAW.read(record(null, null, refused)))
          .isInstanceOf(UnreadableEventException.class)
          .hasMessage("headers: expected at most 64 with 16384 bytes in all, found more");
    }
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    ImageEvent event =
        RAW.read(record(bytes("id"), bytes("image"), new RecordHeaders().add("a", bytes("b"))));
    event.setSource("gate");
    Headers headers = new RecordHeaders();
    byte[] value = RAW.write(event, headers);
    assertThat(RAW.read(record(bytes("id"), value, headers))).isEqualTo(event);
    assertThat(RAW.timestamp(event)).isEqualTo(1234);
  }
}
