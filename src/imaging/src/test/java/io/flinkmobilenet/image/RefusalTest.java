package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flinkmobilenet.image.InvalidImageException.Reason;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages for refused files use the terms of their formats. */
class RefusalTest {
  private static final int PNG_DATA = 33;

  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

  private void refuses(byte[] file, Reason reason, String message) {
    InvalidImageException refusal =
        catchThrowableOfType(InvalidImageException.class, () -> decoder.decode(file));
    assertThat(refusal).hasMessage(message);
    assertThat(refusal.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1 | c3 | expected sequential or progressive frames, SOF0 to SOF2, SOF9 or SOF10, found SOF3",
        "-1 | cb | expected sequential or progressive frames, SOF0 to SOF2, SOF9 or SOF10, found SOF11",
        "2 | 0c | expected 1, 3 or 4 components of 8 bits, found 3 of 12 bits",
        "4 | 00 | expected the height in the frame header, found 0: a DNL segment would state it later"
      })
  void kindsOfJpegThatAreNotDecoded(int inFrame, String value, String message) {
    byte[] file = Fixtures.bytes("baseline-420.jpg");
    int frame = 0;
    while (file[frame] != (byte) 0xff || file[frame + 1] != (byte) 0xc0) {
      frame++;
    }
    file[frame + 2 + inFrame] = (byte) Integer.parseInt(value, 16);
    refuses(file, Reason.UNSUPPORTED_FORMAT, "JPEG is not supported: " + message);
  }

  /** A file with the given data in a single chunk, which replaces both chunks. */
  private static byte[] png(byte[] data) {
    byte[] whole = Fixtures.bytes("rgb-8.png");
    ByteBuffer file = ByteBuffer.allocate(PNG_DATA + 12 + data.length + 12);
    file.put(whole, 0, PNG_DATA).putInt(data.length).put(new byte[] {'I', 'D', 'A', 'T'}).put(data);
    CRC32 crc = new CRC32();
    crc.update(file.array(), PNG_DATA + 4, 4 + data.length);
    return file.putInt((int) crc.getValue()).put(whole, whole.length - 12, 12).array();
  }

  private static byte[] data() {
    byte[] whole = Fixtures.bytes("rgb-8.png");
    ByteBuffer file = ByteBuffer.wrap(whole);
    int first = file.getInt(PNG_DATA);
    int second = file.getInt(PNG_DATA + 12 + first);
    ByteBuffer data = ByteBuffer.allocate(first + second);
    data.put(whole, PNG_DATA + 8, first).put(whole, PNG_DATA + 20 + first, second);
    return data.array();
  }

  @Test
  void damagedDataOfPng() {
    byte[] data = data();
    data[2] |= 6;
    refuses(
        png(data),
        Reason.MALFORMED_IMAGE,
        "PNG is malformed: its compressed data are damaged in row 0 (invalid block type)");
  }

  @Test
  void missingRowsOfPng() {
    byte[] file = png(Arrays.copyOf(data(), 150));
    refuses(
        file,
        Reason.TRUNCATED_IMAGE,
        "PNG is truncated: expected more than 4 rows, found its end at byte " + file.length);
  }

  @Test
  void filtersThatPngDoesNotHave() {
    byte[] stored = {0x78, 1, 0, 1, 0, (byte) 0xfe, (byte) 0xff, 5};
    refuses(
        png(stored),
        Reason.TRUNCATED_IMAGE,
        "PNG is truncated: expected more than 0 rows, found its end at byte 65");
    byte[] row = Arrays.copyOf(stored, 7 + 34 + 4);
    row[3] = 34;
    row[5] = (byte) ~34;
    row[7] = 5;
    refuses(
        png(row), Reason.MALFORMED_IMAGE, "PNG is malformed: row 0 has filter 5, expected 0 to 4");
  }

  @Test
  void codesThatGifDoesNotHave() {
    byte[] file = Fixtures.bytes("clear-twice-at-start.gif");
    // Header, palette, the frame's header and the minimum code size come before the first block.
    int at = 13 + 768 + 10 + 1;
    assertThat(file[at - 1]).isEqualTo((byte) 4);
    byte[] larger = file.clone();
    larger[at - 1] = 12;
    refuses(
        larger,
        Reason.MALFORMED_IMAGE,
        "GIF is malformed: its minimum code size is 12, expected at most 11");
    byte[] unknown = file.clone();
    unknown[at + 2] = (byte) (unknown[at + 2] | 0x7c);
    refuses(
        unknown,
        Reason.MALFORMED_IMAGE,
        "GIF is malformed: found code 31 before byte %d, expected at most 15".formatted(at + 3));
    byte[] ended = file.clone();
    ended[at + 2] = (byte) (17 << 2 | ended[at + 2] & 0x83);
    refuses(
        ended,
        Reason.TRUNCATED_IMAGE,
        "GIF is truncated: expected more pixels than the first 0, found the end code before byte "
            + (at + 3));
  }
}
