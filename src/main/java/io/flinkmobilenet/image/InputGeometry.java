package io.flinkmobilenet.image;

/**
 * How an image of any size becomes one of the network's input size: it is resized, then its centre
 * is cut out. Where the crop is larger than the resized image, black pixels surround it.
 *
 * @param resize the size before the crop
 * @param cropWidth width of the centre crop, pixels
 * @param cropHeight height of the centre crop, pixels
 */
public record InputGeometry(Resize resize, int cropWidth, int cropHeight) {
  /** Checks that the crop has pixels, and not more than any network sees. */
  public InputGeometry {
    if (Math.min(cropWidth, cropHeight) < 1
        || Math.max(cropWidth, cropHeight) > Resize.LARGEST_EDGE) {
      throw new IllegalArgumentException(
          "crop must be 1 x 1 to %d x %d, found %d x %d"
              .formatted(Resize.LARGEST_EDGE, Resize.LARGEST_EDGE, cropWidth, cropHeight));
    }
  }

  /** A geometry that keeps the shape of images. */
  public InputGeometry(int shortestEdge, int cropWidth, int cropHeight) {
    this(Resize.shortestEdge(shortestEdge), cropWidth, cropHeight);
  }

  /** The shorter edge after the resize, pixels. */
  public int shortestEdge() {
    return Math.min(resize.width(), resize.height());
  }

  /**
   * Where along an edge of the crop the resized image begins, pixels: 0 where the image covers the
   * crop. Hugging Face's {@code center_crop} rounds up.
   *
   * @param crop pixels of the crop along the edge
   * @param covered how many of them show the image
   */
  static int margin(int crop, int covered) {
    return (crop - covered + 1) / 2;
  }

  // Written out: on JDK 17 a record's own equals keeps the job's class loader from being freed.
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
