package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.flinkmobilenet.image.Fixtures.Fixture;
import io.flinkmobilenet.image.InvalidImageException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a file is damaged, the decoder either decodes it or reports what is wrong. */
@Timeout(60)
class DamagedImageTest {
  private static final int DAMAGES = 120;

  private final ImageDecoder decoder = new ImageDecoder(new ImageLimits(1 << 20, 1 << 20));

  static List<Fixture> images() {
    return Fixtures.images();
  }

  @ParameterizedTest
  @MethodSource("images")
  void refusesImagesCutAtAnyByte(Fixture image) throws InvalidImageException {
    byte[] whole = image.bytes();
    byte[] pixels = decoder.decode(whole).rgb();
    byte[] asStored = decoder.decode(Fixtures.bytes("rgb-8.png")).rgb();
    for (int length = 1; length < whole.length; length++) {
      String cut = image + " cut to " + length + " of " + whole.length + " bytes";
      try {
        RgbImage decoded = decoder.decode(Arrays.copyOf(whole, length));
        // Only parts without pixels may be missing: later frames, padding, an end code or marker.
        assertThat(image.name()).as(cut).matches(".*\\.(gif|bmp|jpg|png)");
        byte[] expected = losesOrientation(image, decoded) ? asStored : pixels;
        assertThat(decoded.rgb()).as(cut).isEqualTo(expected);
      } catch (InvalidImageException e) {
        assertThat(e.reason()).as(cut + ": " + e.getMessage()).isEqualTo(Reason.TRUNCATED_IMAGE);
      }
    }
  }

  /** A truncated PNG file whose orientation follows its data may be complete but not turned. */
  private static boolean losesOrientation(Fixture image, RgbImage decoded) {
    return image.name().endsWith(".png") && decoded.width() != image.expected().width();
  }

  @ParameterizedTest
  @MethodSource("images")
  void survivesChangedBytes(Fixture image) {
    byte[] whole = image.bytes();
    Random random = new Random(image.name().hashCode());
    for (int damage = 0; damage < DAMAGES; damage++) {
      byte[] damaged = whole.clone();
      int changes = 1 + random.nextInt(3);
      for (int change = 0; change < changes; change++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      decode(damaged, image + " damage " + damage);
    }
  }

  @ParameterizedTest
  @MethodSource("images")
  void survivesPartsLeftOutAndDoubled(Fixture image) {
    byte[] whole = image.bytes();
    Random random = new Random(image.name().hashCode());
    for (int damage = 0; damage < DAMAGES; damage++) {
      int head = random.nextInt(whole.length);
      int tail = random.nextInt(whole.length);
      byte[] damaged = Arrays.copyOf(whole, head + whole.length - tail);
      System.arraycopy(whole, tail, damaged, head, whole.length - tail);
      decode(damaged, image + " of " + head + " bytes, then from " + tail);
    }
  }

  /** A walk that followed nested frames would overflow the thread's stack and end the job. */
  @Test
  void refusesFramesInFramesHoweverDeep() {
    int depth = 40_000;
    ByteBuffer file = ByteBuffer.allocate(12 + depth * 24).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(file.capacity() - 8).put(ascii("WEBP"));
    while (file.hasRemaining()) {
      file.put(ascii("ANMF")).putInt(file.remaining() - 4).put(new byte[16]);
    }

    assertThatThrownBy(() -> decoder.decode(file.array()))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("frame at byte 20");
  }

  /** The sum of so many deltas exceeds an int. */
  @Test
  void refusesDeltasWithoutEnd() {
    int deltas = Integer.MAX_VALUE / 255 + 2;
    ByteBuffer file = ByteBuffer.allocate(58 + 4 * deltas + 2).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("BM")).putInt(10, 58).putInt(14, 40).putInt(18, 1).putInt(22, 2);
    file.putShort(28, (short) 8).putInt(30, BmpHeader.RLE8).putInt(46, 1).position(58);
    for (int delta = 0; delta < deltas; delta++) {
      file.putInt(0x00ff0200);
    }
    file.put((byte) 1);

    assertThatThrownBy(() -> new ImageDecoder(new ImageLimits(1 << 26, 100)).decode(file.array()))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("runs of pixels");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void decode(byte[] damaged, String description) {
    try {
      RgbImage decoded = decoder.decode(damaged);
      assertThat(decoded.rgb()).isNotEmpty();
    } catch (InvalidImageException e) {
      assertThat(e.getMessage()).isNotBlank();
    } catch (RuntimeException | Error e) {
      fail(description, e);
    }
  }
}
