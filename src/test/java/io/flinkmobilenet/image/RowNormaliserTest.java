package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row by row gives the same pixels as all at once. */
class RowNormaliserTest {
  private static final int PICTURES = 60;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void givesWhatTheNormaliserGives(int exif) {
    Random random = new Random(exif);
    Orientation orientation = Orientation.of(exif);
    for (int i = 0; i < PICTURES; i++) {
      int width = 1 + random.nextInt(90);
      int height = 1 + random.nextInt(90);
      int edge = 1 + random.nextInt(60);
      int cropWidth = 1 + random.nextInt(edge);
      InputGeometry geometry = new InputGeometry(edge, cropWidth, 1 + random.nextInt(edge));
      byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
      random.nextBytes(pixels);
      boolean grey = random.nextInt(4) == 0;
      if (grey) {
        paintGrey(pixels);
      }

      RgbImage upright = orientation.apply(new RgbImage(width, height, pixels));
      RgbImage expected = Normaliser.normalise(upright, geometry);
      RgbImage found = normalised(width, height, pixels, orientation, geometry, grey);

      assertThat(found.width()).isEqualTo(expected.width());
      assertThat(found.rgb())
          .as("%d x %d to %s, orientation %d", width, height, geometry, exif)
          .isEqualTo(expected.rgb());
    }
  }

  private static void paintGrey(byte[] pixels) {
    for (int i = 0; i < pixels.length; i += RgbImage.CHANNELS) {
      pixels[i + 1] = pixels[i];
      pixels[i + 2] = pixels[i];
    }
  }

  private static RgbImage normalised(
      int width,
      int height,
      byte[] pixels,
      Orientation orientation,
      InputGeometry geometry,
      boolean grey) {
    RowNormaliser rows = RowNormaliser.of(width, height, 1, orientation, geometry);
    int left = rows.region().left();
    int[][] rgb = new int[RgbImage.CHANNELS][rows.region().width()];
    for (int y = rows.region().top(); y < rows.region().bottom(); y++) {
      for (int x = 0; x < rgb[0].length; x++) {
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
          int at = (y * width + left + x) * RgbImage.CHANNELS;
          rgb[channel][x] = pixels[at + channel] & 0xff;
        }
      }
      rows.row(rgb[0], grey ? rgb[0] : rgb[1], grey ? rgb[0] : rgb[2]);
    }
    return rows.picture();
  }
}
