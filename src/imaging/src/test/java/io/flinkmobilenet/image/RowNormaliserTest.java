package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.geometry.ResizeFilter;
import io.flinkmobilenet.image.arithmetic.PixelKernels;
import io.flinkmobilenet.image.arithmetic.ScalarPixels;
import io.flinkmobilenet.image.rows.Region;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.simd.VectorWidths;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Normalising row by row gives the same pixels as normalising the whole image. */
class RowNormaliserTest {
  private static final int IMAGES = 240;

  private static final ResizeFilter[] FILTERS = ResizeFilter.values();

  private static final List<PixelKernels> KERNELS = kernels();

  private static List<PixelKernels> kernels() {
    List<PixelKernels> kernels = new ArrayList<>();
    kernels.add(new ScalarPixels());
    kernels.add(PixelKernels.select(KernelChoice.AUTO));
    kernels.addAll(
        VectorWidths.all(
            PixelKernels.class, "io.flinkmobilenet.image.arithmetic.vector.VectorPixels"));
    return kernels;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void givesWhatTheNormaliserGives(int exif) {
    Random random = new Random(exif);
    Orientation orientation = Orientation.of(exif);
    for (int i = 0; i < IMAGES; i++) {
      int width = 1 + random.nextInt(90);
      int height = 1 + random.nextInt(90);
      int edge = 1 + random.nextInt(60);
      Resize resize =
          i % 2 == 0 ? Resize.shortestEdge(edge) : Resize.stretch(edge, 1 + random.nextInt(60));
      resize = resize.with(FILTERS[random.nextInt(FILTERS.length)]);
      int most = i % 3 == 0 ? 70 : edge;
      InputGeometry geometry =
          new InputGeometry(resize, 1 + random.nextInt(most), 1 + random.nextInt(most));
      byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
      random.nextBytes(pixels);

      RgbImage upright = orientation.apply(new RgbImage(width, height, pixels));
      RgbImage expected = Normaliser.normalise(upright, geometry);
      for (PixelKernels kernels : KERNELS) {
        RgbImage found = normalised(kernels, width, height, pixels, orientation, geometry);

        assertThat(found.width()).isEqualTo(expected.width());
        assertThat(found.rgb())
            .as(
                "%d x %d to %s, orientation %d, %d lanes",
                width, height, geometry, exif, kernels.lanes())
            .isEqualTo(expected.rgb());
      }
    }
  }

  private static RgbImage normalised(
      PixelKernels kernels,
      int width,
      int height,
      byte[] pixels,
      Orientation orientation,
      InputGeometry geometry) {
    RowTools tools = new RowTools(kernels, false);
    RowNormaliser rows = RowNormaliser.of(width, height, 1, orientation, geometry, tools);
    Region region = rows.region();
    int[] row = new int[width];
    for (int y = region.top(); y < region.bottom(); y++) {
      for (int x = region.left(); x < region.right(); x++) {
        int at = (y * width + x) * RgbImage.CHANNELS;
        row[x] = pixels[at] & 0xff | (pixels[at + 1] & 0xff) << 8 | (pixels[at + 2] & 0xff) << 16;
      }
      rows.row(row, region.left());
    }
    return rows.image();
  }
}
