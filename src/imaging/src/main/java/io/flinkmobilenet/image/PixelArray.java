package io.flinkmobilenet.image;

import java.util.Arrays;

/** Provides the array for the pixels of an image: a new one each time, or always the same. */
final class PixelArray {
  private static final int MOST_KEPT = 1 << 24;

  private final boolean kept;
  private byte[] latest = new byte[0];

  /**
   * Creates a provider.
   *
   * @param kept whether the array of an image is used again for the next one of the same size
   */
  PixelArray(boolean kept) {
    this.kept = kept;
  }

  /** Returns an array of zeros. */
  byte[] zeros(int length) {
    if (!kept || length > MOST_KEPT) {
      return new byte[length];
    }
    if (latest.length == length) {
      Arrays.fill(latest, (byte) 0);
    } else {
      latest = new byte[length];
    }
    return latest;
  }
}
