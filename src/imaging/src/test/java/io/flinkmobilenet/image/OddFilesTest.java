package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flinkmobilenet.Reference;
import io.flinkmobilenet.image.InvalidImageException.Reason;
import java.nio.file.Files;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that real programs wrote and that some decoders cannot read. */
class OddFilesTest {
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

  /** The checksums are those of the pixels that Pillow 12.3.0 gives. */
  @ParameterizedTest
  @CsvSource({
    "mjpeg-no-dht.jpg, 320, 240, 37a929c5, 0",
    "duplicate-ids.jpg, 320, 240, 37a929c5, 0",
    "no-eoi-zeros.jpg, 320, 240, 37a929c5, 1",
    "clear-twice-at-start.gif, 320, 240, b98a0b44, 0",
    "png-exif-as-text.png, 512, 512, 834f6fd, 0"
  })
  void showsWhatPillowShows(String name, int width, int height, String sum, int withoutEnd)
      throws Exception {
    RgbImage decoded = decoder.decode(read(name));

    assertThat(decoded.width()).isEqualTo(width);
    assertThat(decoded.height()).isEqualTo(height);
    CRC32 crc = new CRC32();
    crc.update(decoded.rgb());
    assertThat(Long.toHexString(crc.getValue())).isEqualTo(sum);
    assertThat(decoder.imagesWithoutEnd()).isEqualTo(withoutEnd);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rst-missing-one.jpg | expected restart marker 5, found marker ffd6 at byte 8544",
        "rst-numbered-from-1.jpg | expected restart marker 0, found marker ffd1 at byte 1487"
      })
  void refusesMissingRestartIntervalsAndSaysWhere(String name, String message) throws Exception {
    byte[] file = read(name);

    InvalidImageException refusal =
        catchThrowableOfType(InvalidImageException.class, () -> decoder.decode(file));

    assertThat(refusal).hasMessage("JPEG is malformed: " + message);
    assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED_IMAGE);
  }

  private static byte[] read(String name) throws Exception {
    return Files.readAllBytes(Reference.require().resolve("odd").resolve(name));
  }
}
