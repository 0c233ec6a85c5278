package io.flinkmobilenet.network;

import io.flinkmobilenet.kernel.ImageKernel;

/**
 * Converts 8-bit pixels to normalised values, where no kernel takes the pixels themselves.
 *
 * @param values number of values in the image
 * @param normalisation factor, means and deviations
 */
record NormalisedImage(int values, InputNormalisation normalisation) implements ImageKernel {
  @Override
  public void run(byte[] rgb, float[] memory, int output, int scratch) {
    float[] mean = normalisation.mean();
    float[] std = normalisation.std();
    for (int i = 0; i < values; i++) {
      int channel = i % mean.length;
      float value = (rgb[i] & 0xFF) * normalisation.rescaleFactor() - mean[channel];
      memory[output + i] = value / std[channel];
    }
  }
}
