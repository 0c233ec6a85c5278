package io.flinkmobilenet.network;

import io.flinkmobilenet.kernel.ImageKernel;

/** Converts 8-bit pixels to normalised values, where no kernel takes the pixels themselves. */
final class NormalisedImage implements ImageKernel {
  private static final int VALUES = 256;

  private final int pixels;

  /** Normalised values of all bytes, for red, green and blue. */
  private final float[] table;

  NormalisedImage(int pixels, InputNormalisation normalisation) {
    this.pixels = pixels;
    int channels = normalisation.mean().length;
    table = new float[channels * VALUES];
    for (int i = 0; i < table.length; i++) {
      int channel = i / VALUES;
      double value = (double) (i % VALUES) * normalisation.rescaleFactor();
      table[i] = (float) ((value - normalisation.mean()[channel]) / normalisation.std()[channel]);
    }
  }

  @Override
  public void run(byte[] rgb, float[] memory, int output, int scratch) {
    for (int pixel = 0, at = 0; pixel < pixels; pixel++, at += 3) {
      memory[output + at] = table[rgb[at] & 0xFF];
      memory[output + at + 1] = table[VALUES + (rgb[at + 1] & 0xFF)];
      memory[output + at + 2] = table[2 * VALUES + (rgb[at + 2] & 0xFF)];
    }
  }
}
