package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormaliserTest {
  @Test
  void resizesAndCropsBitByBitAsPillowDoes() throws InvalidImageException {
    RgbImage noise = new ImageDecoder(ImageLimits.DEFAULT).decode(Fixtures.bytes("noise.png"));
    RgbImage tall = Orientation.of(5).apply(noise);
    for (String[] row : Fixtures.rows("normalised.tsv").toList()) {
      RgbImage source = Boolean.parseBoolean(row[0]) ? noise : tall;
      RgbImage expected = Fixtures.image(row, 2);
      int edge = Integer.parseInt(row[1]);
      InputGeometry geometry = new InputGeometry(edge, expected.width(), expected.height());
      assertThat(Normaliser.normalise(source, geometry).rgb())
          .as("%s of %d x %d", geometry, source.width(), source.height())
          .isEqualTo(expected.rgb());
    }
  }

  @Test
  void stretchesAndPadsBitByBitAsTheOriginalDoes() throws InvalidImageException {
    RgbImage noise = new ImageDecoder(ImageLimits.DEFAULT).decode(Fixtures.bytes("noise.png"));
    RgbImage tall = Orientation.of(5).apply(noise);
    List<String[]> rows = Fixtures.rows("prepared.tsv").toList();
    assertThat(rows).hasSize(22);
    for (String[] row : rows) {
      RgbImage source = Boolean.parseBoolean(row[0]) ? noise : tall;
      int width = Integer.parseInt(row[1]);
      int height = Integer.parseInt(row[2]);
      RgbImage expected = Fixtures.image(row, 3);
      Resize resize = height == 0 ? Resize.shortestEdge(width) : Resize.stretch(width, height);
      InputGeometry geometry = new InputGeometry(resize, expected.width(), expected.height());
      assertThat(Normaliser.normalise(source, geometry).rgb())
          .as("%s of %d x %d", geometry, source.width(), source.height())
          .isEqualTo(expected.rgb());
    }
  }

  @Test
  void equalsTheCropOfTheWholeResizedImage() throws InvalidImageException {
    RgbImage noise = new ImageDecoder(ImageLimits.DEFAULT).decode(Fixtures.bytes("noise.png"));
    RgbImage whole = Resizer.resize(noise, 332, 256);
    RgbImage normalised = Normaliser.normalise(noise, new InputGeometry(256, 224, 224));
    int rowBytes = 224 * RgbImage.CHANNELS;
    for (int y = 0; y < 224; y++) {
      int at = ((y + 16) * 332 + 54) * RgbImage.CHANNELS;
      assertThat(Arrays.copyOfRange(normalised.rgb(), y * rowBytes, (y + 1) * rowBytes))
          .isEqualTo(Arrays.copyOfRange(whole.rgb(), at, at + rowBytes));
    }
  }

  /** Resized as a whole, the narrowest of these would have 256 million rows. */
  @ParameterizedTest
  @CsvSource({"1, 1000000", "1000000, 1", "1, 1", "2, 700000", "224, 40000"})
  void takesLittleMemoryForExtremeShapes(int width, int height) {
    byte[] grey = new byte[width * height * RgbImage.CHANNELS];
    Arrays.fill(grey, (byte) 99);
    RgbImage image = new RgbImage(width, height, grey);
    InputGeometry geometry = new InputGeometry(256, 224, 224);

    long allocated = Allocation.of(() -> Normaliser.normalise(image, geometry));

    assertThat(allocated).isLessThan(2 << 20);
    byte[] expected = new byte[224 * 224 * RgbImage.CHANNELS];
    Arrays.fill(expected, (byte) 99);
    assertThat(Normaliser.normalise(image, geometry).rgb()).isEqualTo(expected);
  }
}
