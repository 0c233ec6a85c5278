package io.flinkmobilenet.geometry;

/**
 * The size to which an image is resized before it is cropped, and the filter.
 *
 * @param width width, pixels; the shorter edge if the aspect ratio is kept
 * @param height width, pixels; the shorter edge if the aspect ratio is kept
 * @param stretched true if every image gets exactly this width and height, whatever its aspect
 *     ratio; false if its shorter edge gets this many pixels and the longer one follows from the
 *     aspect ratio
 * @param filter how an output pixel is computed from input pixels
 */
public record Resize(int width, int height, boolean stretched, ResizeFilter filter) {
  /**
   * Largest edge. No network of this family has a larger input, and the limit prevents a hostile
   * configuration from claiming memory.
   */
  public static final int LARGEST_EDGE = 8192;

  /** Checks that both edges are in their range, and that there is a filter. */
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
    if (filter == null) {
      throw new IllegalArgumentException("a filter expected, found none");
    }
  }

  /** A bilinear resize. */
  public Resize(int width, int height, boolean stretched) {
    this(width, height, stretched, ResizeFilter.BILINEAR);
  }

  /** Returns a resize to the same size with the given filter. */
  public Resize with(ResizeFilter other) {
    return new Resize(width, height, stretched, other);
  }

  /**
   * A bilinear resize that keeps the aspect ratio of images and gives their shorter edge the given
   * number of pixels.
   */
  public static Resize shortestEdge(int pixels) {
    return new Resize(pixels, pixels, false);
  }

  /** A bilinear resize that gives every image the same width and height. */
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
        && stretched == that.stretched
        && filter == that.filter;
  }

  @Override
  public int hashCode() {
    return ((31 * width + height) * 31 + (stretched ? 1 : 0)) * 31 + filter.number();
  }

  @Override
  public String toString() {
    String size = stretched ? width + " x " + height : "shortest edge " + width;
    return filter == ResizeFilter.BILINEAR ? size : size + ", " + filter;
  }
}
