package io.flinkmobilenet.showcase.roadsigns;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;
import javax.imageio.plugins.jpeg.JPEGQTable;

/**
 * Encodes images as baseline JPEG with halved chroma (ITU-T T.81, JFIF 1.02), as small cameras do.
 *
 * <p>Java's own encoder uses different libraries on different systems, so that a frame's bytes
 * would not be the same everywhere.
 */
final class JpegWriter {
  private static final int[][] DIRECT = {
    EntropyCoder.codes(JPEGHuffmanTable.StdDCLuminance),
    EntropyCoder.codes(JPEGHuffmanTable.StdDCChrominance)
  };
  private static final int[][] ALTERNATING = {
    EntropyCoder.codes(JPEGHuffmanTable.StdACLuminance),
    EntropyCoder.codes(JPEGHuffmanTable.StdACChrominance)
  };

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(32 << 10);
  private final float[] luma = new float[256];
  private final float[] blueness = new float[64];
  private final float[] redness = new float[64];
  private final float[] samples = new float[64];
  private final int[] block = new int[64];
  private final float[][] steps = new float[2][64];
  private final int[] before = new int[3];
  private EntropyCoder coder;

  /**
   * Encodes an image as JPEG.
   *
   * @param quality 1 to 100, on the scale of the Independent JPEG Group
   */
  byte[] encode(Canvas canvas, int quality) {
    out.reset();
    JpegWriterHeader header = new JpegWriterHeader(out);
    int[] lumaTable = table(JPEGQTable.K1Luminance, quality);
    int[] chromaTable = table(JPEGQTable.K2Chrominance, quality);
    header.write(canvas.width(), canvas.height(), lumaTable, chromaTable);
    invert(lumaTable, steps[0]);
    invert(chromaTable, steps[1]);
    before[0] = 0;
    before[1] = 0;
    before[2] = 0;
    coder = new EntropyCoder(out);
    for (int y = 0; y < canvas.height(); y += 16) {
      for (int x = 0; x < canvas.width(); x += 16) {
        unit(canvas, x, y);
      }
    }
    coder.finish();
    header.end();
    return out.toByteArray();
  }

  /** Encodes 16x16 pixels: four blocks of luma and one of each chroma component. */
  private void unit(Canvas canvas, int left, int top) {
    Arrays.fill(blueness, 0);
    Arrays.fill(redness, 0);
    for (int y = 0; y < 16; y++) {
      int row = Math.min(top + y, canvas.height() - 1) * canvas.width();
      for (int x = 0; x < 16; x++) {
        int rgb = canvas.pixels()[row + Math.min(left + x, canvas.width() - 1)];
        int red = rgb >> 16 & 0xFF;
        int green = rgb >> 8 & 0xFF;
        int blue = rgb & 0xFF;
        float bright = 0.299f * red + 0.587f * green + 0.114f * blue;
        int quarter = (y >> 1) * 8 + (x >> 1);
        luma[y * 16 + x] = bright - 128;
        blueness[quarter] += (blue - bright) * (0.25f / 1.772f);
        redness[quarter] += (red - bright) * (0.25f / 1.402f);
      }
    }
    for (int corner = 0; corner < 4; corner++) {
      int from = (corner >> 1) * 128 + (corner & 1) * 8;
      for (int row = 0; row < 8; row++) {
        System.arraycopy(luma, from + 16 * row, samples, 8 * row, 8);
      }
      block(samples, 0);
    }
    block(blueness, 1);
    block(redness, 2);
  }

  private void block(float[] values, int component) {
    int kind = Math.min(component, 1);
    CosineTransform.transform(values);
    for (int i = 0; i < 64; i++) {
      int at = EntropyCoder.ZIGZAG[i];
      float value = values[at] * steps[kind][at];
      block[i] = (int) (value < 0 ? value - 0.5f : value + 0.5f);
    }
    coder.write(block, before[component], DIRECT[kind], ALTERNATING[kind]);
    before[component] = block[0];
  }

  private static int[] table(JPEGQTable table, int quality) {
    float scale = (quality < 50 ? 5000 / quality : 200 - 2 * quality) / 100f;
    return table.getScaledInstance(scale, true).getTable();
  }

  private static void invert(int[] table, float[] steps) {
    for (int i = 0; i < 64; i++) {
      double scale = CosineTransform.SCALES[i >> 3] * CosineTransform.SCALES[i & 7];
      steps[i] = (float) (1 / (table[i] * scale));
    }
  }
}
