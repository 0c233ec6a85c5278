package io.flinkmobilenet.network;

/**
 * How 8-bit pixels become the network's input: x = (pixel · rescaleFactor − mean[c]) / std[c].
 *
 * @param rescaleFactor not zero
 * @param mean one a channel
 * @param std one a channel, none zero
 */
public record InputNormalisation(float rescaleFactor, float[] mean, float[] std) {
  /** Checks that there is a value for each of three channels and nothing to divide by is zero. */
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
