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
    int shorter = Math.min(image.width(), image.height());
    long width = resizedEdge(image.width(), shorter, geometry.shortestEdge());
    long height = resizedEdge(image.height(), shorter, geometry.shortestEdge());
    int cropWidth = geometry.cropWidth();
    int cropHeight = geometry.cropHeight();
    return Resizer.resize(
        image,
        Taps.of(image.width(), width, (width - cropWidth) / 2, cropWidth),
        Taps.of(image.height(), height, (height - cropHeight) / 2, cropHeight));
  }

  private static long resizedEdge(int edge, int shorter, int shortestEdge) {
    return (long) ((double) ((long) shortestEdge * edge) / shorter);
  }
}
