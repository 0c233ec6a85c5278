package io.flinkmobilenet.network;

/**
 * Converts 8-bit pixels to the network's input: x = (pixel · rescaleFactor − mean[c]) / std[c].
 *
 * @param rescaleFactor factor, not zero
 * @param mean one number per channel
 * @param std one number per channel, none zero
 */
public record InputNormalisation(float rescaleFactor, float[] mean, float[] std) {
  /** Checks that there are values for three channels and that no divisor is zero. */
  public InputNormalisation {
    if (mean.length != 3 || std.length != 3) {
      throw new IllegalArgumentException(
          "3 means and deviations, found " + mean.length + " and " + std.length);
    }
    mean = mean.clone();
    std = std.clone();
    checkDivisor("rescale factor", rescaleFactor);
    for (int c = 0; c < 3; c++) {
      checkDivisor("standard deviation", std[c]);
      if (!Float.isFinite(mean[c])) {
        throw new IllegalArgumentException("mean is not finite: " + mean[c]);
      }
    }
  }

  private static void checkDivisor(String what, float value) {
    if (value == 0 || !Float.isFinite(value)) {
      throw new IllegalArgumentException(what + " is zero or not finite: " + value);
    }
  }
}
