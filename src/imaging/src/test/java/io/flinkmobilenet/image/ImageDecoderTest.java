package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.image.InvalidImageException.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

  /**
   * Between the two passes of a resize, an image of one column already has the width of the result.
   */
  @Test
  void memoryForStretchingIsLimited() throws Exception {
    BufferedImage column = new BufferedImage(1, 20_000, BufferedImage.TYPE_INT_RGB);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(column, "png", png);
    ImageDecoder decoder = new ImageDecoder(new ImageLimits(1 << 20, 20_000));
    InputGeometry square = new InputGeometry(Resize.stretch(64, 64), 64, 64);
    InputGeometry flat = new InputGeometry(Resize.stretch(8192, 16), 8192, 16);

    assertThat(decoder.decode(png.toByteArray(), square).height()).isEqualTo(64);
    assertThatThrownBy(() -> decoder.decode(png.toByteArray(), flat))
        .isInstanceOf(InvalidImageException.class)
        .hasMessage(
            "PNG is 1 x 20000, and resizing it to 8192 x 16 takes 20504576 pixels in between,"
                + " limit 72768");
  }

  @Test
  void withoutAResizeTheCentreKeepsItsPixelsAndTheRestIsBlack() throws Exception {
    byte[] image = Fixtures.bytes("rgb-8.png");
    RgbImage whole = decoder.decode(image);
    int width = whole.width();
    RgbImage wider =
        decoder.decode(image, new InputGeometry(Resize.none(), width + 3, whole.height() - 2));
    int rowBytes = RgbImage.CHANNELS * width;
    for (int y = 0; y < wider.height(); y++) {
      int from = y * RgbImage.CHANNELS * wider.width();
      byte[] row = Arrays.copyOfRange(wider.rgb(), from, from + RgbImage.CHANNELS * (width + 3));
      byte[] expected = new byte[row.length];
      System.arraycopy(whole.rgb(), (y + 1) * rowBytes, expected, 2 * RgbImage.CHANNELS, rowBytes);
      assertThat(row).as("row %d", y).isEqualTo(expected);
    }
  }

  @Test
  void withoutACropAnImageOfAnotherSizeIsRefused() throws Exception {
    byte[] image = Fixtures.bytes("rgb-8.png");
    RgbImage whole = decoder.decode(image);
    int width = whole.width();
    int height = whole.height();
    assertThat(decoder.decode(image, new InputGeometry(Resize.none(), width, height, true)).rgb())
        .isEqualTo(whole.rgb());
    assertThatThrownBy(
            () -> decoder.decode(image, new InputGeometry(Resize.none(), 224, 200, true)))
        .isInstanceOfSatisfying(
            InvalidImageException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNEXPECTED_SIZE))
        .hasMessage(
            "PNG is %d x %d, with the resize of the model (none) %d x %d; the model does not crop and takes only 224 x 200"
                .formatted(width, height, width, height));
  }

  @Test
  void refusesNoBytes() {
    assertThat(refusal(decoder, new byte[0]).reason()).isEqualTo(Reason.EMPTY_IMAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This is text, whatever its name says",
        "II*\0",
        "<svg/>",
        "RIFF....WAVEfmt ",
        "x"
      })
  void refusesWhatIsNoImageItKnows(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    InvalidImageException refusal = refusal(decoder, bytes);
    assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED_FORMAT);
    assertThat(refusal).hasMessageStartingWith("expected JPEG, PNG, GIF, BMP or WebP, found");
  }

  @Test
  void refusesMoreBytesThanAllowed() {
    byte[] image = Fixtures.bytes("rgb.bmp");
    ImageDecoder strict = new ImageDecoder(new ImageLimits(image.length - 1, 1 << 20));
    InvalidImageException refusal = refusal(strict, image);
    assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY_BYTES);
    assertThat(refusal).hasMessage("image has %d bytes, limit %d", image.length, image.length - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "baseline-444.jpg",
        "rgb-8.png",
        "palette.gif",
        "smaller-frame.gif",
        "rgb.bmp",
        "lossy.webp",
        "lossless.webp",
        "lossy-alpha.webp",
        "animated.webp"
      })
  void allowsAsManyPixelsAsTheLimitAndNoMore(String name) throws InvalidImageException {
    byte[] image = Fixtures.bytes(name);
    RgbImage decoded = decoder.decode(image);
    long pixels = (long) decoded.width() * decoded.height();

    assertThat(new ImageDecoder(new ImageLimits(1 << 20, pixels)).decode(image)).isNotNull();
    ImageDecoder strict = new ImageDecoder(new ImageLimits(1 << 20, pixels - 1));
    InvalidImageException refusal = refusal(strict, image);
    assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
    assertThat(refusal).hasMessageContaining("= " + pixels + " pixels, limit " + (pixels - 1));
  }

  /** Each file states 30,000 x 30,000 pixels, or as many as its format can, in 100 KB. */
  @ParameterizedTest
  @CsvSource({
    "grey-8.png, 16",
    "baseline-444.jpg, -1",
    "palette.gif, 6",
    "rgb.bmp, 18",
    "lossy.webp, 26"
  })
  void spendsNoMemoryOnHugeImages(String name, int sizeAt) {
    byte[] image = Arrays.copyOf(Fixtures.bytes(name), 100_000);
    enlarge(image, name, sizeAt);
    refusal(decoder, image);

    long allocated = Allocation.of(() -> decoder.decode(image));

    assertThat(refusal(decoder, image).reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
    assertThat(allocated).isLessThan(64 << 10);
  }

  private static void enlarge(byte[] image, String name, int sizeAt) {
    ByteBuffer bytes = ByteBuffer.wrap(image);
    if (name.endsWith(".png")) {
      bytes.putInt(sizeAt, 30_000).putInt(sizeAt + 4, 30_000);
      CRC32 crc = new CRC32();
      crc.update(image, 12, 17);
      bytes.putInt(29, (int) crc.getValue());
    } else if (name.endsWith(".jpg")) {
      int frame = 0;
      while (bytes.getShort(frame) != (short) 0xffc0) {
        frame++;
      }
      bytes.putShort(frame + 5, (short) 30_000).putShort(frame + 7, (short) 30_000);
    } else if (name.endsWith(".bmp")) {
      bytes.order(ByteOrder.LITTLE_ENDIAN).putInt(sizeAt, 30_000).putInt(sizeAt + 4, 30_000);
    } else {
      short most = (short) (name.endsWith(".gif") ? 30_000 : 0x3fff);
      bytes.order(ByteOrder.LITTLE_ENDIAN).putShort(sizeAt, most).putShort(sizeAt + 2, most);
    }
  }

  @Test
  void decodesSmallFilesOfLargeImages() throws InvalidImageException {
    RgbImage solid = decoder.decode(Fixtures.bytes("solid.webp"));

    assertThat(solid.width()).isEqualTo(1500);
    assertThat(solid.height()).isEqualTo(1000);
    byte[] expected = new byte[solid.rgb().length];
    for (int i = 0; i < expected.length; i += RgbImage.CHANNELS) {
      expected[i] = (byte) 200;
      expected[i + 1] = 30;
      expected[i + 2] = 60;
    }
    assertThat(solid.rgb()).isEqualTo(expected);
  }

  /**
   * Without its last scan a progressive image is complete but coarse; each level differs only
   * slightly.
   */
  @Test
  void showsProgressiveJpegThatLeavesBitsOut() throws InvalidImageException {
    byte[] whole = Fixtures.bytes("grey-progressive.jpg");
    byte[] exact = decoder.decode(whole).rgb();
    int scan = whole.length - 2;
    while (whole[scan] != (byte) 0xff || whole[scan + 1] != (byte) 0xda) {
      scan--;
    }
    byte[] coarse = Arrays.copyOf(whole, scan + 2);
    coarse[scan + 1] = (byte) 0xd9;

    RgbImage decoded = decoder.decode(coarse);

    assertThat(decoded.width()).isEqualTo(19);
    assertThat(decoded.rgb()).isNotEqualTo(exact);
    for (int i = 0; i < exact.length; i++) {
      assertThat((decoded.rgb()[i] & 0xff) - (exact[i] & 0xff)).isBetween(-16, 16);
    }
    RgbImage fitted = decoder.decode(coarse, new InputGeometry(8, 8, 8));
    assertThat(fitted.rgb())
        .isEqualTo(Normaliser.normalise(decoded, new InputGeometry(8, 8, 8)).rgb());
  }

  /** Whether decoded as a whole or to a geometry, each image is counted once. */
  @Test
  void countsImagesWithoutTheirEndAndNoOthers() throws InvalidImageException {
    for (Fixtures.Fixture image : Fixtures.images()) {
      long before = decoder.imagesWithoutEnd();
      decoder.decode(image.bytes());
      decoder.decode(image.bytes(), new InputGeometry(8, 8, 8));
      assertThat(decoder.imagesWithoutEnd() - before)
          .as(image.name())
          .isEqualTo(image.name().matches("no-end.*\\.(jpg|png)") ? 2 : 0);
    }
  }

  @Test
  void decodesOnManyThreadsAtOnce() throws Exception {
    List<Fixtures.Fixture> images = Fixtures.images();
    List<byte[]> expected = new ArrayList<>();
    for (Fixtures.Fixture image : images) {
      expected.add(decoder.decode(image.bytes()).rgb());
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> equal = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        equal.add(threads.submit(() -> countEqual(images, expected)));
      }
      for (Future<Integer> count : equal) {
        assertThat(count.get()).isEqualTo(images.size());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static int countEqual(List<Fixtures.Fixture> images, List<byte[]> expected)
      throws InvalidImageException {
    ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    int equal = 0;
    for (int i = 0; i < images.size(); i++) {
      equal += Arrays.equals(decoder.decode(images.get(i).bytes()).rgb(), expected.get(i)) ? 1 : 0;
    }
    return equal;
  }

  private static InvalidImageException refusal(ImageDecoder decoder, byte[] image) {
    InvalidImageException refusal =
        catchThrowableOfType(InvalidImageException.class, () -> decoder.decode(image));
    assertThat(refusal).isNotNull();
    return refusal;
  }
}
