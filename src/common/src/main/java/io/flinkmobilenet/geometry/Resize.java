package io.flinkmobilenet.geometry;

/**
 * The size to which an image is resized before it is cropped.
 *
 * @param width width, pixels; the shorter edge if the aspect ratio is kept
 * @param height width, pixels; the shorter edge if the aspect ratio is kept
 * @param stretched true if every image gets exactly this width and height, whatever its aspect
 *     ratio; false if its shorter edge gets this many pixels and the longer one follows from the
 *     aspect ratio
 */
public record Resize(int width, int height, boolean stretched) {
  /**
   * Largest edge. No network of this family has a larger input, and the limit prevents a hostile
   * configuration from claiming memory.
   */
  public static final int LARGEST_EDGE = 8192;

  /** Checks that both edges are in their range. */
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

  /**
   * A resize that keeps the aspect ratio of images and gives their shorter edge the given number of
   * pixels.
   */
  public static Resize shortestEdge(int pixels) {
    return new Resize(pixels, pixels, false);
  }

  /** A resize that gives every image the same width and height. */
  public static Resize stretch(int width, int height) {
    return new Resize(width, height, true);
  }

  /**
   * Columns of an image of the given size after the resize. There may be more than fit in an array.
   */
  public long widthOf(int imageWidth, int imageHeight) {
    return stretched ? width : alongEdge(imageWidth, Math.min(imageWidth, imageHeight));
  }

  /**
   * Rows of an image of the given size after the resize. There may be more than fit in an array.
   */
  public long heightOf(int imageWidth, int imageHeight) {
    return stretched ? height : alongEdge(imageHeight, Math.min(imageWidth, imageHeight));
  }

  private long alongEdge(int edge, int shorter) {
    return (long) ((double) ((long) width * edge) / shorter);
  }

  // Written by hand, because on JDK 17 a record's generated equals prevents the job's class loader
  // from being freed.
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
