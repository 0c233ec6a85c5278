package io.flinkmobilenet.image.jpeg;

import java.util.Random;

/** One component of an image to be encoded: random smooth samples as quantised coefficients. */
final class Sample {
  final int id;
  final int across;
  final int down;
  final int blocksWide;
  final int blocksHigh;
  final int paddedWide;

  /** [paddedHigh * paddedWide][64], in zigzag order. */
  final int[][] blocks;

  private static final double[] COSINES = new double[64];

  static {
    for (int u = 0; u < 8; u++) {
      for (int x = 0; x < 8; x++) {
        double scale = u == 0 ? StrictMath.sqrt(0.125) : 0.5;
        COSINES[u * 8 + x] = scale * StrictMath.cos((2 * x + 1) * u * StrictMath.PI / 16);
      }
    }
  }

  Sample(
      int id, int[] factors, int[] most, int width, int height, int[] multipliers, Random random) {
    this.id = id;
    across = factors[0];
    down = factors[1];
    blocksWide = Component.ceil((long) width * across, 8 * most[0]);
    blocksHigh = Component.ceil((long) height * down, 8 * most[1]);
    paddedWide = Component.ceil(width, 8 * most[0]) * across;
    int paddedHigh = Component.ceil(height, 8 * most[1]) * down;
    blocks = new int[paddedHigh * paddedWide][];
    double slope = random.nextDouble() * 12;
    double noise = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 60;
    double phase = random.nextDouble() * 200;
    for (int block = 0; block < blocks.length; block++) {
      double[] pixels = new double[64];
      for (int i = 0; i < 64; i++) {
        int x = block % paddedWide * 8 + i % 8;
        int y = block / paddedWide * 8 + i / 8;
        double level = 128 + 100 * StrictMath.sin((phase + slope * (x + 0.7 * y)) / 30);
        pixels[i] = Math.max(0, Math.min(255, level + noise * random.nextGaussian())) - 128;
      }
      blocks[block] = quantised(pixels, multipliers);
    }
  }

  private static int[] quantised(double[] pixels, int[] multipliers) {
    int[] block = new int[64];
    for (int k = 0; k < 64; k++) {
      int v = Tables.NATURAL[k] / 8;
      int u = Tables.NATURAL[k] % 8;
      double sum = 0;
      for (int i = 0; i < 64; i++) {
        sum += pixels[i] * COSINES[u * 8 + i % 8] * COSINES[v * 8 + i / 8];
      }
      block[k] = (int) Math.rint(sum / multipliers[k]);
    }
    return block;
  }
}
