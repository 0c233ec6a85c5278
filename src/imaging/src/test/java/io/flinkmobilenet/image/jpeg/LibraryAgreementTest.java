package io.flinkmobilenet.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.image.arithmetic.ScalarPixels;
import io.flinkmobilenet.image.rows.DecodingException;
import io.flinkmobilenet.image.rows.Region;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every pixel of generated images equals the JDK reader's. */
class LibraryAgreementTest {
  private static final int IMAGES_A_SEED = 240;

  /** Sampling factors of luma and of the first and second chroma components. */
  private static final int[][][] SAMPLINGS = {
    {{1, 1}},
    {{2, 2}},
    {{1, 1}, {1, 1}, {1, 1}},
    {{2, 1}, {1, 1}, {1, 1}},
    {{2, 2}, {1, 1}, {1, 1}},
    {{4, 1}, {1, 1}, {1, 1}},
    {{4, 2}, {1, 1}, {1, 1}},
    {{1, 4}, {1, 1}, {1, 1}},
    {{4, 4}, {1, 1}, {2, 2}},
    {{3, 1}, {1, 1}, {1, 1}},
    {{3, 3}, {1, 3}, {3, 1}},
    {{1, 1}, {2, 2}, {1, 1}},
    {{1, 1}, {1, 1}, {1, 1}, {1, 1}},
    {{2, 2}, {1, 1}, {1, 1}, {2, 2}},
  };

  /**
   * Chroma with half the rows and all columns of luma. libjpeg-turbo interpolates such rows;
   * version 6b of libjpeg, which some JDKs contain, repeats them.
   */
  private static final int[][][] TALL = {
    {{1, 2}, {1, 1}, {1, 1}},
    {{2, 2}, {2, 1}, {1, 1}},
    {{1, 4}, {1, 2}, {1, 2}},
    {{2, 4}, {1, 2}, {2, 2}},
  };

  private final JpegDecoder decoder = new JpegDecoder();
  private final JpegDecoder plain = new JpegDecoder(new ScalarPixels());

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void givesThePixelsOfTheJdk(int seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < IMAGES_A_SEED; i++) {
      int[][] factors = SAMPLINGS[random.nextInt(SAMPLINGS.length)];
      byte[] file = write(factors, random);
      byte[] expected = factors.length == 4 ? convertedByJdk(file) : readByJdk(file);
      assertThat(decode(file))
          .as("image %d of seed %d, factors %s", i, seed, Arrays.deepToString(factors))
          .isEqualTo(expected);
    }
  }

  /** The checksum is that of the pixels which a JDK with libjpeg-turbo gives. */
  @Test
  void interpolatesRowsAsLibjpegTurboDoes() throws Exception {
    Random random = new Random(10);
    boolean turbo = interpolates(new JpegWriter(8, 64, TALL[0], 90, false, 0, -1).write(random));
    CRC32 all = new CRC32();
    for (int i = 0; i < IMAGES_A_SEED; i++) {
      byte[] file = write(TALL[random.nextInt(TALL.length)], random);
      byte[] pixels = decode(file);
      all.update(pixels);
      if (turbo) {
        assertThat(pixels).as("image %d", i).isEqualTo(readByJdk(file));
      }
    }
    assertThat(all.getValue()).isEqualTo(1_235_720_111L);
  }

  private static byte[] write(int[][] factors, Random random) {
    int adobe = factors.length == 1 || random.nextInt(5) > 0 ? -1 : random.nextInt(2);
    if (factors.length == 4) {
      adobe = random.nextBoolean() ? 0 : 2;
    }
    return new JpegWriter(
            1 + random.nextInt(70),
            1 + random.nextInt(70),
            factors,
            1 + random.nextInt(100),
            random.nextBoolean(),
            random.nextBoolean() ? 0 : 1 + random.nextInt(9),
            adobe)
        .write(random);
  }

  /** True if the JDK gives the two rows of a pair different chroma. */
  private static boolean interpolates(byte[] file) throws Exception {
    byte[] samples = storedByJdk(file);
    for (int y = 0; y < 64; y += 2) {
      for (int i = 1; i < 8 * 3; i += 3) {
        if (samples[y * 24 + i] != samples[y * 24 + 24 + i]) {
          return true;
        }
      }
    }
    return false;
  }

  /** Decodes with the fastest kernels of this JVM and with the scalar ones. */
  private byte[] decode(byte[] file) throws DecodingException {
    byte[] pixels = decode(file, decoder);
    assertThat(decode(file, plain)).isEqualTo(pixels);
    return pixels;
  }

  private static byte[] decode(byte[] file, JpegDecoder decoder) throws DecodingException {
    JpegHeader header = JpegDecoder.open(file);
    Rows rows = new Rows(header);
    decoder.decode(header, 1, new Region(0, 0, header.width(), header.height()), rows);
    return rows.rgb();
  }

  private static byte[] readByJdk(byte[] file) throws IOException {
    var raster = ImageIO.read(new ByteArrayInputStream(file)).getRaster();
    int[] samples = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
    int repeated = 3 / raster.getNumBands();
    byte[] rgb = new byte[samples.length * repeated];
    IntStream.range(0, rgb.length).forEach(i -> rgb[i] = (byte) samples[i / repeated]);
    return rgb;
  }

  /** The JDK's reader does not convert colours of four components, but gives their samples. */
  private static byte[] convertedByJdk(byte[] file) throws Exception {
    JpegHeader header = JpegDecoder.open(file);
    Rows rows = new Rows(header);
    convert(header, storedByJdk(file), rows);
    return rows.rgb();
  }

  /** Converts samples [height, width, 4] as they were before any colour conversion. */
  private static void convert(JpegHeader header, byte[] samples, Rows rows) {
    int width = header.width();
    int[][] planes = new int[4][width];
    int[] pixels = new int[width];
    for (int row = 0; row < header.height(); row++) {
      for (int i = 0; i < 4 * width; i++) {
        planes[i % 4][i / 4] = samples[row * width * 4 + i] & 0xff;
      }
      header.colours().convert(new ScalarPixels(), planes, new int[4], width, pixels);
      rows.row(pixels, 0);
    }
  }

  private static byte[] storedByJdk(byte[] file) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)));
    var buffer = (DataBufferByte) reader.readRaster(0, null).getDataBuffer();
    reader.dispose();
    return buffer.getData();
  }
}
