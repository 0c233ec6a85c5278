package io.flinkmobilenet.graph;

/**
 * Shape of a feature map, {@code [H][W][C]}.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param channels channels, at least 1
 */
public record FeatureShape(int height, int width, int channels) {
  /** Checks that the map is not empty and not larger than a Java array. */
  public FeatureShape {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "empty feature map %d×%d×%d".formatted(height, width, channels));
    }
    if ((double) height * width * channels > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "feature map %d×%d×%d has more than 2^31 - 1 values".formatted(height, width, channels));
    }
  }

  /** Returns the number of pixels. */
  public int pixels() {
    return height * width;
  }

  /** Returns the number of values. */
  public int elements() {
    return height * width * channels;
  }

  @Override
  public String toString() {
    return height + "×" + width + "×" + channels;
  }

  // Written by hand: on JDK 17 a record's generated equals keeps the job's class loader alive.
  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureShape that
        && height == that.height
        && width == that.width
        && channels == that.channels;
  }

  @Override
  public int hashCode() {
    return (31 * height + width) * 31 + channels;
  }
}
