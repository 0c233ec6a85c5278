package io.flinkmobilenet.image;

import io.flinkmobilenet.image.jpeg.JpegDecoder;

/** Brings images of any size to the network's geometry: resize, then centre crop. */
public final class Normaliser {
  private Normaliser() {}

  /**
   * The centre of the resized image. Only the part inside the crop is computed, so that an image of
   * one row and a million columns costs no more than any other.
   *
   * @return an image of {@code cropWidth} x {@code cropHeight} pixels
   */
  public static RgbImage normalise(RgbImage image, InputGeometry geometry) {
    int width = image.width();
    int height = image.height();
    Resize resize = geometry.resize();
    RgbImage covered =
        Resizer.resize(
            image,
            taps(width, resize.widthOf(width, height), 1, geometry.cropWidth()),
            taps(height, resize.heightOf(width, height), 1, geometry.cropHeight()));
    return padded(covered, geometry.cropWidth(), geometry.cropHeight());
  }

  private static RgbImage padded(RgbImage image, int width, int height) {
    if (image.width() == width && image.height() == height) {
      return image;
    }
    byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
    int left = InputGeometry.margin(width, image.width());
    int top = InputGeometry.margin(height, image.height());
    int rowBytes = image.width() * RgbImage.CHANNELS;
    for (int y = 0; y < image.height(); y++) {
      int at = ((top + y) * width + left) * RgbImage.CHANNELS;
      System.arraycopy(image.rgb(), y * rowBytes, pixels, at, rowBytes);
    }
    return new RgbImage(width, height, pixels);
  }

  /**
   * Taps along one edge of the crop, as many as the resized image covers.
   *
   * @param edge of the image, pixels
   * @param resized the same edge after the resize, pixels
   * @param reduction 1, or how many times fewer pixels there are along the edge when it is resized
   * @param crop pixels of the crop along the edge
   */
  static FilterWeights taps(int edge, long resized, int reduction, int crop) {
    int inputs = JpegDecoder.reduced(edge, reduction);
    // Not of the rounded number of inputs: that would stretch the image.
    double scale = (double) edge / reduction / resized;
    int covered = (int) Math.min(crop, resized);
    return FilterWeights.of(inputs, scale, (resized - covered) / 2, covered);
  }
}
