package io.flinkmobilenet.geometry;

/**
 * Describes how an image of any size is brought to the network's input size: it is resized, then
 * its centre is cropped. If the crop is larger than the resized image, it is padded with black
 * pixels.
 *
 * @param resize size before the crop
 * @param cropWidth width of the centre crop, pixels
 * @param cropHeight height of the centre crop, pixels
 */
public record InputGeometry(Resize resize, int cropWidth, int cropHeight) {
  /** Checks that the crop is neither empty nor larger than any network's input. */
  public InputGeometry {
    if (Math.min(cropWidth, cropHeight) < 1
        || Math.max(cropWidth, cropHeight) > Resize.LARGEST_EDGE) {
      throw new IllegalArgumentException(
          "crop must be 1 x 1 to %d x %d, found %d x %d"
              .formatted(Resize.LARGEST_EDGE, Resize.LARGEST_EDGE, cropWidth, cropHeight));
    }
  }

  /** Creates a geometry that keeps the aspect ratio of images. */
  public InputGeometry(int shortestEdge, int cropWidth, int cropHeight) {
    this(Resize.shortestEdge(shortestEdge), cropWidth, cropHeight);
  }

  /** The shorter edge after the resize, pixels. */
  public int shortestEdge() {
    return Math.min(resize.width(), resize.height());
  }

  /**
   * Pixels of padding before the resized image along an edge of the crop; 0 if the image covers the
   * crop. Hugging Face's {@code center_crop} rounds up.
   *
   * @param crop length of the crop along the edge, pixels
   * @param covered how many of these pixels show the image
   */
  public static int margin(int crop, int covered) {
    return (crop - covered + 1) / 2;
  }

  // Written by hand, because on JDK 17 a record's generated equals prevents the job's class loader
  // from being freed.
  @Override
  public boolean equals(Object other) {
    return other instanceof InputGeometry that
        && resize.equals(that.resize)
        && cropWidth == that.cropWidth
        && cropHeight == that.cropHeight;
  }

  @Override
  public int hashCode() {
    return (31 * resize.hashCode() + cropWidth) * 31 + cropHeight;
  }
}
