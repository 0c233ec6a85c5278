package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.Reference;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.image.GeneratedWebps.Webp;
import io.flinkmobilenet.image.arithmetic.ScalarPixels;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of WebP file gives libwebp's pixels, bit for bit, and takes little memory. */
class LibwebpAgreementTest {
  private static final int MOST_ALLOCATED = 128 << 10;

  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);

  static List<Webp> files() {
    return GeneratedWebps.all();
  }

  @Test
  void thereAreFilesOfAllKinds() {
    assertThat(files()).hasSizeGreaterThan(300);
    for (String kind :
        List.of("-q 0 ", "-q 100", "-z 9", "-near_lossless", "-nostrong", "encoder", "webpmux")) {
      assertThat(files()).as(kind).anyMatch(file -> file.how().contains(kind));
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void decodesBitByBit(Webp file) throws InvalidImageException {
    RgbImage decoded = decoder.decode(file.bytes());

    assertThat(decoded.width()).isEqualTo(file.width());
    assertThat(decoded.height()).isEqualTo(file.height());
    assertThat(crc(decoded)).isEqualTo(file.crc());
  }

  @ParameterizedTest
  @MethodSource("files")
  void partsAreLikeTheWhole(Webp file) throws InvalidImageException {
    RgbImage whole = decoder.decode(file.bytes());
    for (InputGeometry geometry :
        List.of(
            new InputGeometry(8, 5, 7),
            new InputGeometry(40, 2, 40),
            new InputGeometry(40, 40, 2))) {
      RgbImage expected = Normaliser.normalise(whole, geometry);
      assertThat(decoder.decode(file.bytes(), geometry).rgb())
          .as("%s to %s", file, geometry)
          .isEqualTo(expected.rgb());
    }
  }

  /** The check sums are those of the pixels that Pillow gives. */
  @ParameterizedTest
  @CsvSource({
    "webp-chroma-dc-cap.webp, 16, 16, 99627cbc",
    "webp-photo-q50.webp, 400, 300, 23fe0539",
    "webp-football-helmet-q75.webp, 500, 375, 10f6b134"
  })
  void decodesFilesThatOthersGetWrong(String name, int width, int height, String crc)
      throws Exception {
    byte[] file = Files.readAllBytes(Reference.require().resolve("odd").resolve(name));

    RgbImage decoded = decoder.decode(file);

    assertThat(decoded.width()).isEqualTo(width);
    assertThat(decoded.height()).isEqualTo(height);
    assertThat(crc(decoded)).isEqualTo(crc);
  }

  /**
   * Of 1.5 megapixels only a few rows are in memory at a time, or the pixels that copies can reach.
   */
  @ParameterizedTest
  @ValueSource(strings = {"large-lossy.webp", "large-lossless.webp"})
  void allocatesLittleBesidesTheImage(String name) throws InvalidImageException {
    byte[] file = GeneratedWebps.bytes(name);
    InputGeometry geometry = new InputGeometry(256, 224, 224);
    // Vectors are objects on the heap until the kernels have been compiled.
    ImageDecoder scalar =
        new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT, new ScalarPixels());
    int whole = scalar.decode(file).rgb().length;
    int fitted = scalar.decode(file, geometry).rgb().length;

    assertThat(Allocation.of(() -> scalar.decode(file))).isLessThan(whole + MOST_ALLOCATED);
    assertThat(Allocation.of(() -> scalar.decode(file, geometry)))
        .isLessThan(fitted + MOST_ALLOCATED);
  }

  private static String crc(RgbImage image) {
    CRC32 crc = new CRC32();
    crc.update(image.rgb());
    return "%08x".formatted(crc.getValue());
  }
}
