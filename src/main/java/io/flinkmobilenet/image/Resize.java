package io.flinkmobilenet.image;

/**
 * The size that an image is resized to before it is cropped.
 *
 * @param width pixels; the shorter edge where the image is not stretched
 * @param height pixels; the shorter edge where the image is not stretched
 * @param stretched whether every image gets exactly this width and height, whatever its shape; else
 *     its shorter edge gets this many pixels and the longer one what keeps the shape
 */
public record Resize(int width, int height, boolean stretched) {
  /** No network of this family sees more; it keeps a hostile configuration from taking memory. */
  static final int LARGEST_EDGE = 8192;

  /** Checks that both edges are usable. */
  public Resize {
    if (!stretched && width != height) {
      throw new IllegalArgumentException(
          "one shortest edge expected, found " + width + " and " + height);
    }
    if (Math.min(width, height) < 1 || Math.max(width, height) > LARGEST_EDGE) {
      throw new IllegalArgumentException(
          "%s must be 1 to %d, found %s"
              .formatted(
                  stretched ? "resized width and height" : "shortest edge",
                  LARGEST_EDGE,
                  stretched ? width + " x " + height : width));
    }
  }

  /** Keeps the shape of images and gives their shorter edge the given number of pixels. */
  public static Resize shortestEdge(int pixels) {
    return new Resize(pixels, pixels, false);
  }

  /** Gives every image the same width and height. */
  public static Resize stretch(int width, int height) {
    return new Resize(width, height, true);
  }

  /**
   * Columns of an image of the given size after the resize, which may exceed what fits an array.
   */
  long widthOf(int imageWidth, int imageHeight) {
    return stretched ? width : alongEdge(imageWidth, Math.min(imageWidth, imageHeight));
  }

  /** Rows of an image of the given size after the resize, which may exceed what fits an array. */
  long heightOf(int imageWidth, int imageHeight) {
    return stretched ? height : alongEdge(imageHeight, Math.min(imageWidth, imageHeight));
  }

  private long alongEdge(int edge, int shorter) {
    return (long) ((double) ((long) width * edge) / shorter);
  }

  // Written out: on JDK 17 a record's own equals keeps the job's class loader from being freed.
  @Override
  public boolean equals(Object other) {
    return other instanceof Resize that
        && width == that.width
        && height == that.height
        && stretched == that.stretched;
  }

  @Override
  public int hashCode() {
    return (31 * width + height) * 31 + (stretched ? 1 : 0);
  }

  @Override
  public String toString() {
    return stretched ? width + " x " + height : "shortest edge " + width;
  }
}
