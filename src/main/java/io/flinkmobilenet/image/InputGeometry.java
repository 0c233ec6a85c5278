package io.flinkmobilenet.image;

/**
 * How a picture of any size becomes one of the network's input size.
 *
 * @param shortestEdge what the shorter edge is resized to, pixels
 * @param cropWidth width of the centre crop, pixels; at most {@code shortestEdge}
 * @param cropHeight height of the centre crop, pixels; at most {@code shortestEdge}
 */
public record InputGeometry(int shortestEdge, int cropWidth, int cropHeight) {
  /** No network of this family sees more; it keeps a hostile configuration from taking memory. */
  private static final int LARGEST_EDGE = 8192;

  /** Checks that the crop lies inside every resized picture. */
  public InputGeometry {
    if (cropWidth < 1 || cropHeight < 1 || shortestEdge < Math.max(cropWidth, cropHeight)) {
      throw new IllegalArgumentException(
          "crop must be at least 1 x 1 and at most the shortest edge, "
              + shortestEdge
              + ", found "
              + cropWidth
              + " x "
              + cropHeight);
    }
    if (shortestEdge > LARGEST_EDGE) {
      throw new IllegalArgumentException(
          "shortest edge must be at most " + LARGEST_EDGE + ", found " + shortestEdge);
    }
  }

  // Written out: on JDK 17 a record's own equals keeps the job's class loader from being freed.
  @Override
  public boolean equals(Object other) {
    return other instanceof InputGeometry that
        && shortestEdge == that.shortestEdge
        && cropWidth == that.cropWidth
        && cropHeight == that.cropHeight;
  }

  @Override
  public int hashCode() {
    return (31 * shortestEdge + cropWidth) * 31 + cropHeight;
  }
}
