package io.flinkmobilenet.image;

/** Brings pictures of any size to the network's geometry: shorter edge, then centre crop. */
public final class Normaliser {
  private Normaliser() {}

  /**
   * The centre of the resized picture. Only the part inside the crop is computed, so that a picture
   * of one row and a million columns costs no more than any other.
   *
   * @return a picture of {@code cropWidth} x {@code cropHeight} pixels
   */
  public static RgbImage normalise(RgbImage image, InputGeometry geometry) {
    return Resizer.resize(
        image,
        horizontal(image.width(), image.height(), geometry),
        vertical(image.width(), image.height(), geometry));
  }

  /** Taps of the columns inside the crop. */
  static Taps horizontal(int width, int height, InputGeometry geometry) {
    return taps(width, Math.min(width, height), geometry.shortestEdge(), geometry.cropWidth());
  }

  /** Taps of the rows inside the crop. */
  static Taps vertical(int width, int height, InputGeometry geometry) {
    return taps(height, Math.min(width, height), geometry.shortestEdge(), geometry.cropHeight());
  }

  private static Taps taps(int edge, int shorter, int shortestEdge, int crop) {
    long resized = (long) ((double) ((long) shortestEdge * edge) / shorter);
    return Taps.of(edge, resized, (resized - crop) / 2, crop);
  }
}
