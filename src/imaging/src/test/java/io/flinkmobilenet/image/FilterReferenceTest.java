package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.geometry.ResizeFilter;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Images of any size are resized as the definitions of the filters say, computed in double
 * precision: first along the rows, then along the columns of the rounded result.
 */
class FilterReferenceTest {
  private static final int IMAGES = 150;
  private static final int LONGEST = 70;

  /** Half a level for rounding, and what the weights in fixed point may add. */
  private static final double TOLERANCE = 0.505;

  private static final int UNKNOWN = -1;

  @ParameterizedTest
  @EnumSource
  void equalTheDefinition(ResizeFilter filter) {
    Random random = new Random(filter.number());
    for (int i = 0; i < IMAGES; i++) {
      int width = 1 + random.nextInt(LONGEST);
      int height = 1 + random.nextInt(LONGEST);
      int toWidth = 1 + random.nextInt(LONGEST);
      int toHeight = 1 + random.nextInt(LONGEST);
      byte[] rgb = new byte[width * height * RgbImage.CHANNELS];
      random.nextBytes(rgb);
      RgbImage image = new RgbImage(width, height, rgb);

      RgbImage narrowed = Resizer.resize(image, toWidth, height, filter);
      RgbImage resized = Resizer.resize(image, toWidth, toHeight, filter);

      Line across = new Line(RgbImage.CHANNELS, width, toWidth, filter);
      for (int y = 0; y < height; y++) {
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
          int from = y * width * RgbImage.CHANNELS + channel;
          across.check(image, from, narrowed, y * toWidth * RgbImage.CHANNELS + channel);
        }
      }
      Line down = new Line(toWidth * RgbImage.CHANNELS, height, toHeight, filter);
      for (int x = 0; x < toWidth * RgbImage.CHANNELS; x++) {
        down.check(narrowed, x, resized, x);
      }
    }
  }

  /** The values of one channel along a row or a column, which are {@code step} bytes apart. */
  private record Line(int step, int inputs, int outputs, ResizeFilter filter) {
    void check(RgbImage image, int from, RgbImage resized, int at) {
      for (int output = 0; output < outputs; output++) {
        double expected = value(image.rgb(), from, output);
        if (expected != UNKNOWN) {
          int found = resized.rgb()[at + output * step] & 0xff;
          assertThat(Math.abs(found - expected))
              .as("output %d of %s: %f became %d", output, this, expected, found)
              .isLessThanOrEqualTo(TOLERANCE);
        }
      }
    }

    private double value(byte[] rgb, int from, int output) {
      double scale = (double) inputs / outputs;
      double centre = (output + 0.5) * scale;
      if (filter == ResizeFilter.NEAREST) {
        return isWhole(centre) ? UNKNOWN : rgb[from + (int) centre * step] & 0xff;
      }
      double sum = 0;
      double total = 0;
      for (int input = 0; input < inputs; input++) {
        double distance = (input + 0.5 - centre) / Math.max(scale, 1);
        if (filter == ResizeFilter.BOX && isWhole(distance + 0.5)) {
          return UNKNOWN;
        }
        double weight = weight(distance);
        total += weight;
        sum += weight * (rgb[from + input * step] & 0xff);
      }
      return Math.max(0, Math.min(255, sum / total));
    }

    /**
     * True if the last bit of a double decides to which side a pixel belongs. Such pixels are in
     * the files of {@link PillowFiltersTest}.
     */
    private static boolean isWhole(double position) {
      return Math.abs(position - Math.rint(position)) < 1e-9;
    }

    private double weight(double distance) {
      double x = Math.abs(distance);
      return switch (filter) {
        case BOX -> x < 0.5 ? 1 : 0;
        case BILINEAR -> x < 1 ? 1 - x : 0;
        case HAMMING -> x < 1 ? sinc(x) * (0.54 + 0.46 * Math.cos(Math.PI * x)) : 0;
        case LANCZOS -> x < 3 ? sinc(x) * sinc(x / 3) : 0;
        case BICUBIC -> bicubic(x);
        case NEAREST -> throw new AssertionError("weighs no pixels");
      };
    }

    private static double bicubic(double x) {
      if (x >= 2) {
        return 0;
      }
      return x < 1 ? 1.5 * x * x * x - 2.5 * x * x + 1 : -0.5 * x * x * x + 2.5 * x * x - 4 * x + 2;
    }

    private static double sinc(double x) {
      return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }
  }
}
