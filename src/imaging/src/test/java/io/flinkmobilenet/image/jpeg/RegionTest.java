package io.flinkmobilenet.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.image.rows.DecodingException;
import io.flinkmobilenet.image.rows.Region;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A region of an image has the same pixels as in the whole image. */
class RegionTest {
  private static final int IMAGES = 400;
  private static final int[][][] SAMPLINGS = {
    {{1, 1}},
    {{1, 1}, {1, 1}, {1, 1}},
    {{2, 1}, {1, 1}, {1, 1}},
    {{2, 2}, {1, 1}, {1, 1}},
    {{1, 2}, {1, 1}, {1, 1}},
    {{4, 2}, {2, 1}, {1, 1}},
  };

  private final JpegDecoder decoder = new JpegDecoder();

  @Test
  void partsAreLikeTheWhole() throws DecodingException {
    Random random = new Random(5);
    for (int i = 0; i < IMAGES; i++) {
      int width = 1 + random.nextInt(120);
      int height = 1 + random.nextInt(120);
      int[][] factors = SAMPLINGS[random.nextInt(SAMPLINGS.length)];
      int restarts = random.nextInt(5);
      byte[] file =
          new JpegWriter(width, height, factors, 70, random.nextBoolean(), restarts, -1)
              .write(random);
      int left = random.nextInt(width);
      int top = random.nextInt(height);
      Region region =
          new Region(
              left,
              top,
              left + 1 + random.nextInt(width - left),
              top + 1 + random.nextInt(height - top));

      byte[] whole = decode(file, new Region(0, 0, width, height));
      byte[] part = decode(file, region);

      assertThat(part)
          .as("image %d, %d x %d, %s", i, width, height, region)
          .isEqualTo(cut(whole, width, region));
    }
  }

  private byte[] decode(byte[] file, Region region) throws DecodingException {
    Rows rows = new Rows(region.width(), region.height());
    decoder.decode(JpegDecoder.open(file), 1, region, rows);
    return rows.rgb();
  }

  private static byte[] cut(byte[] whole, int width, Region region) {
    byte[] part = new byte[region.width() * region.height() * 3];
    for (int y = 0; y < region.height(); y++) {
      int from = ((region.top() + y) * width + region.left()) * 3;
      byte[] row = Arrays.copyOfRange(whole, from, from + region.width() * 3);
      System.arraycopy(row, 0, part, y * row.length, row.length);
    }
    return part;
  }
}
