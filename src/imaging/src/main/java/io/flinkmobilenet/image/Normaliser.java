package io.flinkmobilenet.image;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.geometry.ResizeFilter;
import io.flinkmobilenet.image.jpeg.JpegDecoder;

/** Brings images of any size to the network's input geometry: resize, then centre crop. */
public final class Normaliser {
  private Normaliser() {}

  /**
   * Resizes an image and crops its centre. Only the part inside the crop is computed, so that an
   * image of one row and a million columns costs no more than any other.
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
            taps(resize.filter(), width, resize.widthOf(width, height), 1, geometry.cropWidth()),
            taps(
                resize.filter(), height, resize.heightOf(width, height), 1, geometry.cropHeight()));
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
   * Taps for the pixels along one edge of the crop that the resized image covers.
   *
   * @param filter filter of the resize
   * @param edge length of the image's edge, pixels
   * @param resized length of the same edge after the resize, pixels
   * @param reduction factor by which the decoder has already reduced the edge before the resize; 1
   *     for none
   * @param crop length of the crop along the edge, pixels
   */
  static FilterWeights taps(ResizeFilter filter, int edge, long resized, int reduction, int crop) {
    int inputs = JpegDecoder.reduced(edge, reduction);
    // Computed from the exact size, because the rounded number of input pixels would stretch the
    // image.
    double scale = (double) edge / reduction / resized;
    int covered = (int) Math.min(crop, resized);
    return FilterWeights.of(filter, inputs, scale, (resized - covered) / 2, covered);
  }
}
