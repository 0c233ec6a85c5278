package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.geometry.ResizeFilter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every filter gives the pixels that Pillow gives, which are in files; see make_fixtures.py. */
class PillowFiltersTest {
  private static final int SIZES = 6;
  private static final int PAIRS_OF_SIZES = 60;

  private final RgbImage noise;

  PillowFiltersTest() throws InvalidImageException {
    noise = new ImageDecoder(ImageLimits.DEFAULT).decode(Fixtures.bytes("noise.png"));
  }

  @ParameterizedTest
  @EnumSource
  void givesThePixelsOfPillow(ResizeFilter filter) {
    assertThat(Fixtures.rows("filters.tsv").filter(row -> isOf(filter, row)))
        .hasSize(SIZES)
        .allSatisfy(
            row -> {
              RgbImage expected = Fixtures.image(row, 1);
              assertThat(Resizer.resize(noise, expected.width(), expected.height(), filter).rgb())
                  .isEqualTo(expected.rgb());
            });
  }

  @ParameterizedTest
  @EnumSource
  void givesTheDigestsOfPillow(ResizeFilter filter) {
    assertThat(Fixtures.rows("filter-digests.tsv").filter(row -> isOf(filter, row)))
        .hasSize(PAIRS_OF_SIZES)
        .allSatisfy(
            row -> {
              int[] sizes = Arrays.stream(row, 1, 5).mapToInt(Integer::parseInt).toArray();
              RgbImage corner = corner(noise, sizes[0], sizes[1]);
              assertThat(sha256(Resizer.resize(corner, sizes[2], sizes[3], filter).rgb()))
                  .isEqualTo(row[5]);
            });
  }

  private static boolean isOf(ResizeFilter filter, String[] row) {
    return Integer.parseInt(row[0]) == filter.number();
  }

  private static RgbImage corner(RgbImage image, int width, int height) {
    int rowBytes = width * RgbImage.CHANNELS;
    byte[] rgb = new byte[height * rowBytes];
    for (int y = 0; y < height; y++) {
      System.arraycopy(
          image.rgb(), y * image.width() * RgbImage.CHANNELS, rgb, y * rowBytes, rowBytes);
    }
    return new RgbImage(width, height, rgb);
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
