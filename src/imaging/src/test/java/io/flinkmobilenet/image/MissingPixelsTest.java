package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flinkmobilenet.image.InvalidImageException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose containers are complete but which lack pixels. They never give a partial image. */
class MissingPixelsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "baseline-444.jpg",
        "baseline-420.jpg",
        "progressive-420.jpg",
        "grey.jpg",
        "cmyk.jpg",
        "arithmetic-conditioning.jpg"
      })
  void jpegScanThatEndsEarly(String name) {
    byte[] whole = Fixtures.bytes(name);
    int scan = lastIndexOf(whole, new byte[] {(byte) 0xff, (byte) 0xda});
    byte[] cut = Arrays.copyOf(whole, scan + 14 + (whole.length - scan - 14) / 3);
    refuses(concat(cut, new byte[] {(byte) 0xff, (byte) 0xd9}), Reason.TRUNCATED_IMAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grey-8.png", "rgb-16.png", "rgb-8-interlaced.png", "palette-4.png"})
  void pngWithoutItsSecondDataChunk(String name) {
    byte[] whole = Fixtures.bytes(name);
    int second = lastIndexOf(whole, "IDAT".getBytes(StandardCharsets.US_ASCII)) - 4;
    byte[] end = Arrays.copyOfRange(whole, whole.length - 12, whole.length);
    refuses(concat(Arrays.copyOf(whole, second), end), Reason.TRUNCATED_IMAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"palette.gif", "palette-interlaced.gif"})
  void gifWithHalfItsCodes(String name) {
    byte[] whole = Fixtures.bytes(name);
    int data = lastIndexOf(whole, new byte[] {0x2c, 0, 0, 0, 0}) + 11;
    int length = whole[data] & 0xff;
    byte[] cut = Arrays.copyOf(whole, data + 1 + length / 2);
    cut[data] = (byte) (length / 2);
    refuses(concat(cut, new byte[] {0, 0x3b}), Reason.TRUNCATED_IMAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lossless.webp", "lossy.webp"})
  void webpWithHalfItsChunk(String name) {
    byte[] whole = Fixtures.bytes(name);
    int half = (whole.length - 20) / 4 * 2;
    byte[] cut = Arrays.copyOf(whole, 20 + half);
    ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 12 + half).putInt(16, half);
    refuses(cut, Reason.TRUNCATED_IMAGE);
  }

  @Test
  void runsThatEndBeforeTheLastRow() {
    byte[] whole = Fixtures.bytes("rle-8.bmp");
    int runs = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(10);
    refuses(concat(Arrays.copyOf(whole, runs + 12), new byte[] {0, 1}), Reason.TRUNCATED_IMAGE);
  }

  @Test
  void jpegTooShortForTheSizeItStates() {
    byte[] lying = Fixtures.bytes("baseline-444.jpg");
    int frame = lastIndexOf(lying, new byte[] {(byte) 0xff, (byte) 0xc0});
    ByteBuffer.wrap(lying).putShort(frame + 5, (short) 7000).putShort(frame + 7, (short) 7000);
    assertThat(Allocation.of(() -> decode(lying))).isLessThan(1 << 20);
    refuses(lying, Reason.TRUNCATED_IMAGE);
  }

  /** 600,000 pixels would have to be invented. */
  @ParameterizedTest
  @ValueSource(strings = {"lossless.webp", "lossless-palette.webp"})
  @Timeout(20)
  void losslessWebpTooShortForTheSizeItStates(String name) {
    byte[] lying = Fixtures.bytes(name);
    ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN).putInt(21, 36 | 0x3fff << 14);
    refuses(lying, Reason.TRUNCATED_IMAGE);
  }

  private static void refuses(byte[] file, Reason reason) {
    InvalidImageException refusal =
        catchThrowableOfType(InvalidImageException.class, () -> decode(file));
    assertThat(refusal).isNotNull();
    assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
  }

  private static RgbImage decode(byte[] file) throws InvalidImageException {
    return new ImageDecoder(ImageLimits.DEFAULT).decode(file);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }

  private static int lastIndexOf(byte[] bytes, byte[] wanted) {
    for (int at = bytes.length - wanted.length; at >= 0; at--) {
      if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    throw new AssertionError("absent");
  }
}
