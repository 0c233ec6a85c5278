package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Images whose pixels are in the same arrays as those of the image before. */
class ShortLivedImagesTest {
  /** The first two have different sizes; around a small image the second and the last are black. */
  private static final List<InputGeometry> GEOMETRIES =
      List.of(
          new InputGeometry(Resize.stretch(20, 24), 20, 24),
          new InputGeometry(Resize.none(), 400, 300),
          new InputGeometry(Resize.shortestEdge(20), 60, 60));

  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
  private final ImageDecoder shortLived =
      ImageDecoder.ofShortLivedImages(ImageLimits.DEFAULT, DecodeMode.FAST);

  @Test
  void haveTheSamePixelsInAnyOrder() throws Exception {
    byte[] large = noise();
    for (Fixtures.Fixture small : Fixtures.images()) {
      requireSamePixels(large);
      requireSamePixels(small.bytes());
    }
  }

  @Test
  void shareTheirArraysWithTheNextImageOnly() throws Exception {
    byte[] large = noise();
    InputGeometry geometry = GEOMETRIES.get(0);
    byte[] first = shortLived.decode(large, geometry).rgb();
    assertThat(shortLived.decode(large, geometry).rgb()).isSameAs(first);
    assertThat(decoder.decode(large, geometry).rgb())
        .isNotSameAs(decoder.decode(large, geometry).rgb());
  }

  private void requireSamePixels(byte[] encoded) throws InvalidImageException {
    List<RgbImage> expected = decoder.decode(encoded, GEOMETRIES);
    List<RgbImage> found = shortLived.decode(encoded, GEOMETRIES);
    for (int i = 0; i < GEOMETRIES.size(); i++) {
      assertThat(found.get(i).rgb()).isEqualTo(expected.get(i).rgb());
    }
  }

  /** A JPEG image that is decoded with another reduction for each geometry. */
  private static byte[] noise() throws Exception {
    BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", jpeg);
    return jpeg.toByteArray();
  }
}
