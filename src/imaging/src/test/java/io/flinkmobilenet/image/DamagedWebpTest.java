package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flinkmobilenet.image.GeneratedWebps.Webp;
import io.flinkmobilenet.image.InvalidImageException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** WebP files whose containers are valid but whose contents are not. */
class DamagedWebpTest {
  private static final int FILES = 40;

  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

  static List<Webp> smallFiles() {
    return GeneratedWebps.all().stream()
        .filter(file -> !file.how().contains("webpmux") && file.bytes().length < 600)
        .limit(FILES)
        .toList();
  }

  static List<Webp> filesWithAlpha() {
    return GeneratedWebps.all().stream()
        .filter(file -> file.how().contains("-alpha_method") && file.bytes().length < 2000)
        .filter(file -> chunks(file.bytes()).containsKey("ALPH"))
        .toList();
  }

  /**
   * Encoders write some final bits that are not needed. If these are missing, the image is the
   * same.
   */
  @ParameterizedTest
  @MethodSource("smallFiles")
  void chunksCutAtAnyByteGiveTheWholeImageOrNone(Webp file) throws InvalidImageException {
    byte[] whole = decoder.decode(file.bytes()).rgb();
    Map<String, byte[]> chunks = chunks(file.bytes());
    String name = chunks.containsKey("VP8L") ? "VP8L" : "VP8 ";
    byte[] data = chunks.get(name);
    int refused = 0;
    for (int length = 0; length < data.length; length++) {
      chunks.put(name, Arrays.copyOf(data, length));
      try {
        assertThat(decoder.decode(file(chunks)).rgb()).as("cut to " + length).isEqualTo(whole);
      } catch (InvalidImageException e) {
        assertThat(e.reason()).as(e.getMessage()).isEqualTo(Reason.TRUNCATED_IMAGE);
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @ParameterizedTest
  @MethodSource("filesWithAlpha")
  void refusesHalfOfAlphaThoughNobodySeesIt(Webp file) {
    Map<String, byte[]> chunks = chunks(file.bytes());
    byte[] alpha = chunks.get("ALPH");
    chunks.put("ALPH", Arrays.copyOf(alpha, alpha.length / 2));

    assertThat(refusal(file(chunks)).reason()).isEqualTo(Reason.TRUNCATED_IMAGE);

    chunks.put("ALPH", alpha.clone());
    chunks.get("ALPH")[0] |= 2;
    assertThat(refusal(file(chunks)))
        .hasMessageContaining("WebP is not supported: expected alpha of a known kind at byte 38");

    chunks.get("VP8X")[0] &= ~0x10;
    assertThat(
            catchThrowableOfType(InvalidImageException.class, () -> decoder.decode(file(chunks))))
        .as("alpha that the header does not state is none")
        .isNull();
  }

  /** Each byte is counted from the start of the chunk's data, which is byte 20 of the file. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "0 | 1 | UNSUPPORTED_FORMAT | not supported: expected a key frame at byte 20",
        "0 | 0xf8 | UNSUPPORTED_FORMAT | not supported: expected a version up to 3 at byte 20, found 4",
        "0 | 0 | UNSUPPORTED_FORMAT | not supported: expected a frame that is to be shown at byte 20",
        "3 | 0 | MALFORMED_IMAGE | malformed: expected the start code 9d 01 2a at byte 23",
        "2 | 0xff | TRUNCATED_IMAGE | truncated: expected a first partition of 522",
        "6 | 0 | MALFORMED_IMAGE | malformed: found a size of 0 x 29 pixels"
      })
  void saysWhatIsWrongWithTheHeaderOfALossyImage(
      int at, String value, Reason reason, String message) {
    Map<String, byte[]> chunks = chunks(Fixtures.bytes("lossy.webp"));
    int changed = Integer.decode(value);
    byte[] data = chunks.get("VP8 ");
    data[at] = (byte) (at == 0 && changed == 1 ? data[0] | 1 : at == 0 ? changed & ~1 : changed);

    InvalidImageException refusal = refusal(file(chunks));

    assertThat(refusal).hasMessageStartingWith("WebP is " + message);
    assertThat(refusal.reason()).isEqualTo(reason);
  }

  @Test
  void refusesImagesOfAnotherSizeThanTheirCanvas() {
    Map<String, byte[]> chunks = chunks(Fixtures.bytes("lossy-alpha.webp"));
    chunks.get("VP8X")[4] += 2;

    assertThat(refusal(file(chunks)))
        .hasMessage(
            "WebP is malformed: expected an image of 39 x 29 pixels, as its header says,"
                + " found 37 x 29");
  }

  @Test
  void refusesOtherVersionsAndSignaturesOfLosslessImages() {
    Map<String, byte[]> chunks = chunks(Fixtures.bytes("lossless.webp"));
    chunks.get("VP8L")[4] |= 0x20;
    assertThat(refusal(file(chunks)))
        .hasMessage("WebP is not supported: expected version 0 at byte 24, found 1");

    chunks.get("VP8L")[0] = 0;
    assertThat(refusal(file(chunks)))
        .hasMessage("WebP is malformed: expected the signature 2f at byte 20, found 00");
  }

  private InvalidImageException refusal(byte[] file) {
    InvalidImageException refusal =
        catchThrowableOfType(InvalidImageException.class, () -> decoder.decode(file));
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private static Map<String, byte[]> chunks(byte[] file) {
    Map<String, byte[]> chunks = new LinkedHashMap<>();
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 12; at + 8 <= file.length; ) {
      int size = bytes.getInt(at + 4);
      String name = new String(file, at, 4, StandardCharsets.ISO_8859_1);
      chunks.put(name, Arrays.copyOfRange(file, at + 8, at + 8 + size));
      at += 8 + size + size % 2;
    }
    return chunks;
  }

  private static byte[] file(Map<String, byte[]> chunks) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    chunks.forEach(
        (name, data) -> {
          body.writeBytes(header(name, data.length));
          body.writeBytes(data);
          body.writeBytes(new byte[data.length % 2]);
        });
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(header("RIFF", 4 + body.size()));
    file.writeBytes("WEBP".getBytes(StandardCharsets.ISO_8859_1));
    file.writeBytes(body.toByteArray());
    return file.toByteArray();
  }

  private static byte[] header(String name, int size) {
    return ByteBuffer.allocate(8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(name.getBytes(StandardCharsets.ISO_8859_1))
        .putInt(size)
        .array();
  }
}
