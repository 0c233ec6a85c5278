package io.flinkmobilenet.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.flinkmobilenet.event.UnreadableEventException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableEventTest {
  private static final int HEADER_BYTES = 10;

  private final EventCodec<ImageEvent> images = EventCodec.of(ImageEvent.class);

  @ParameterizedTest
  @CsvSource({
    "'', an empty value",
    "C3, 'one byte, C3'",
    "FFD8, FF D8",
    "00000001, 00 00",
    "424D572069732061206361722E, 42 4D"
  })
  void foreignBytesAreNotAvro(String hex, String found) {
    assertThatThrownBy(() -> images.decode(HexFormat.of().parseHex(hex)))
        .isInstanceOfSatisfying(
            UnreadableEventException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_AVRO))
        .hasMessage("ImageEvent: expected Avro's single-object marker C3 01, found " + found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FFD8FFE000104A46 | FF D8, a bare JPEG image, which --images-format raw reads",
        "89504E470D0A1A0A | 89 50, a bare PNG image, which --images-format raw reads",
        "474946383961 | 47 49, a bare GIF image, which --images-format raw reads",
        "524946461000000057454250 | 52 49, a bare WebP image, which --images-format raw reads",
        "424D36000000000000003600 | 42 4D, a bare BMP image, which --images-format raw reads",
        "7B226964223A | 7B 22, JSON, which --images-format json reads",
        "0A20205B5D | 0A 20, JSON, which --images-format json reads",
        "0000000123AA | 00 00, Confluent's header with schema id 291, which --images-format confluent reads",
        "4F626A01 | 4F 62, an Avro object container file; expected one event",
        "2F396A2F34414151 | 2F 39, an image as base64 text; expected its bytes",
        "646174613A696D6167652F | 64 61, an image as base64 text; expected its bytes",
      })
  void whatPeopleSendInsteadIsNamed(String hex, String found) {
    assertThatThrownBy(() -> images.decode(HexFormat.of().parseHex(hex)))
        .isInstanceOfSatisfying(
            UnreadableEventException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_AVRO))
        .hasMessageStartingWith(
            "ImageEvent: expected Avro's single-object marker C3 01, found " + found);
  }

  @Test
  void optionIsThatOfTheTopic() {
    EventCodec<Prediction> predictions = EventCodec.of(Prediction.class);

    assertThatThrownBy(() -> predictions.decode(new byte[] {0, 0, 0, 0, 1}))
        .hasMessageEndingWith(", which --predictions-format confluent reads");
    assertThatThrownBy(() -> predictions.decode(new byte[] {(byte) 0xFF, (byte) 0xD8, -1}))
        .hasMessageEndingWith("a bare JPEG image");
    assertThatThrownBy(() -> EventCodec.of(ModelEvent.class).decode(new byte[] {'{', '}'}))
        .hasMessageEndingWith("found 7B 7D, JSON");
  }

  @Test
  void anUnknownSchemaIsRefusedWithTheFingerprints() {
    byte[] status = EventCodec.of(ModelStatus.class).encode((ModelStatus) Events.all().get(6));

    assertThatThrownBy(() -> images.decode(status))
        .isInstanceOfSatisfying(
            UnreadableEventException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA))
        .hasMessageMatching(
            "ImageEvent: expected a schema with fingerprint \\p{XDigit}{16}( or \\p{XDigit}{16})*, found \\p{XDigit}{16}");
  }

  @Test
  void aRecordCutAtAnyByteIsMalformed() {
    byte[] value = images.encode(Events.image());
    for (int length = 2; length < value.length; length++) {
      byte[] cut = Arrays.copyOf(value, length);
      assertMalformed(cut);
    }
  }

  @Test
  void bytesAfterTheRecordAreMalformed() {
    byte[] value = images.encode(Events.image());

    assertThatThrownBy(() -> images.decode(Arrays.copyOf(value, value.length + 3)))
        .hasMessageEndingWith("expected the end at byte %d, found 3 more bytes", value.length);
  }

  @ParameterizedTest
  @ValueSource(longs = {100, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void declaredLengthsAreNotAllocated(long length) throws IOException {
    assertRefusedWithoutAllocation(body(encoder -> encoder.writeLong(length)));
    assertRefusedWithoutAllocation(
        body(
            encoder -> {
              encoder.writeString("id");
              encoder.writeLong(length);
            }));
    assertRefusedWithoutAllocation(
        body(
            encoder -> {
              encoder.writeString("id");
              encoder.writeBytes(new byte[1]);
              encoder.writeIndex(0);
              encoder.writeLong(0);
              encoder.writeLong(length);
            }));
  }

  @Test
  void arraysLongerThanTheRecordAreNotAllocated() throws IOException {
    EventCodec<Prediction> codec = EventCodec.of(Prediction.class);
    byte[] header = Arrays.copyOf(codec.encode((Prediction) Events.all().get(1)), HEADER_BYTES);
    byte[] value =
        body(
            header,
            encoder -> {
              encoder.writeString("id");
              encoder.writeIndex(0);
              encoder.writeLong(0);
              encoder.writeLong(0);
              encoder.writeString("");
              encoder.writeString("");
              encoder.writeString("");
              encoder.writeLong(Integer.MAX_VALUE);
            });

    assertThatThrownBy(() -> codec.decode(value)).hasMessageContaining("2147483647");
  }

  @Test
  void badTextUnionsAndNumbersAreMalformed() throws IOException {
    assertMalformed(
        body(encoder -> encoder.writeBytes("\u00e9".getBytes(StandardCharsets.ISO_8859_1))));
    assertMalformed(
        body(
            encoder -> {
              encoder.writeString("id");
              encoder.writeBytes(new byte[0]);
              encoder.writeIndex(2);
              encoder.writeLong(0);
              encoder.writeLong(0);
            }));
    assertMalformed(body(encoder -> encoder.writeFixed(new byte[] {-1, -1, -1, -1, -1, -1})));
  }

  @Test
  void randomChangesOfARecordGiveAnEventOrTheDocumentedError() {
    Random random = new Random(7);
    byte[] value = images.encode(Events.image());
    for (int round = 0; round < 5_000; round++) {
      byte[] changed = value.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(images.decode(changed)).isNotNull();
      } catch (UnreadableEventException e) {
        assertThat(e).hasMessageStartingWith("ImageEvent");
      }
    }
  }

  @Test
  void aCodecWorksOnAfterAnError() throws Exception {
    byte[] value = images.encode(Events.image());
    assertMalformed(Arrays.copyOf(value, value.length - 1));

    assertThat(images.decode(value)).isEqualTo(Events.image());
  }

  private void assertRefusedWithoutAllocation(byte[] value) {
    assertMalformed(value);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertMalformed(value);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000_000);
  }

  private void assertMalformed(byte[] value) {
    assertThatThrownBy(() -> images.decode(value))
        .isInstanceOfSatisfying(
            UnreadableEventException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED_RECORD));
  }

  private byte[] body(Body body) throws IOException {
    return body(Arrays.copyOf(images.encode(Events.image()), HEADER_BYTES), body);
  }

  private static byte[] body(byte[] header, Body body) throws IOException {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.writeBytes(header);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(value, null);
    body.write(encoder);
    return value.toByteArray();
  }

  private interface Body {
    void write(BinaryEncoder encoder) throws IOException;
  }
}
