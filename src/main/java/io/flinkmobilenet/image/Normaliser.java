package io.flinkmobilenet.image;

import io.flinkmobilenet.image.jpeg.JpegDecoder;

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
    int width = image.width();
    int height = image.height();
    int shorter = Math.min(width, height);
    int edge = geometry.shortestEdge();
    return Resizer.resize(
        image,
        taps(width, shorter, 1, edge, geometry.cropWidth()),
        taps(height, shorter, 1, edge, geometry.cropHeight()));
  }

  /**
   * Taps along one edge of the crop.
   *
   * @param edge of the picture, pixels
   * @param shorter edge of it
   * @param reduction 1, or how many times fewer pixels there are along the edge when it is resized
   * @param crop pixels of the crop along the edge
   */
  static Taps taps(int edge, int shorter, int reduction, int shortestEdge, int crop) {
    long resized = (long) ((double) ((long) shortestEdge * edge) / shorter);
    int inputs = JpegDecoder.reduced(edge, reduction);
    // Not of the rounded number of inputs: that would stretch the picture.
    double scale = (double) edge / reduction / resized;
    return Taps.of(inputs, scale, (resized - crop) / 2, crop);
  }
}
