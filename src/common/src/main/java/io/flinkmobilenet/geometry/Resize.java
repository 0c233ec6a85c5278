package io.flinkmobilenet.geometry;

/**
 * The size to which an image is resized before it is cropped, and the filter.
 *
 * @param width width, pixels; the shorter edge if the aspect ratio is kept; 0 without a resize
 * @param height height, pixels; the shorter edge if the aspect ratio is kept; 0 without a resize
 * @param kind which edges the width and height are
 * @param filter how an output pixel is computed from input pixels; bilinear without a resize
 */
public record Resize(int width, int height, Kind kind, ResizeFilter filter) {
  /**
   * Largest edge. No network of this family has a larger input, and the limit prevents a hostile
   * configuration from claiming memory.
   */
  public static final int LARGEST_EDGE = 8192;

  /** How the size of a resized image follows from the size that it had. */
  public enum Kind {
    /** The shorter edge gets a given length, and the longer one follows from the aspect ratio. */
    SHORTEST_EDGE,
    /** Every image gets the same width and height, whatever its aspect ratio. */
    STRETCH,
    /** Images keep their size. */
    NONE
  }

  /** Checks that both edges are in their range, and that there is a filter. */
  public Resize {
    if (kind == Kind.NONE) {
      requireNothing(width, height, filter);
    } else {
      requireEdges(width, height, kind == Kind.STRETCH);
    }
    if (filter == null) {
      throw new IllegalArgumentException("a filter expected, found none");
    }
  }

  private static void requireNothing(int width, int height, ResizeFilter filter) {
    if (width != 0 || height != 0 || filter != ResizeFilter.BILINEAR) {
      throw new IllegalArgumentException(
          "no size and no filter expected without a resize, found %d x %d, %s"
              .formatted(width, height, filter));
    }
  }

  private static void requireEdges(int width, int height, boolean stretched) {
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
   * Returns a resize to the same size with the given filter.
   *
   * @throws IllegalArgumentException if there is no resize that could have a filter
   */
  public Resize with(ResizeFilter other) {
    return new Resize(width, height, kind, other);
  }

  /**
   * A bilinear resize that keeps the aspect ratio of images and gives their shorter edge the given
   * number of pixels.
   */
  public static Resize shortestEdge(int pixels) {
    return new Resize(pixels, pixels, Kind.SHORTEST_EDGE, ResizeFilter.BILINEAR);
  }

  /** A bilinear resize that gives every image the same width and height. */
  public static Resize stretch(int width, int height) {
    return new Resize(width, height, Kind.STRETCH, ResizeFilter.BILINEAR);
  }

  /** Images keep their size. */
  public static Resize none() {
    return new Resize(0, 0, Kind.NONE, ResizeFilter.BILINEAR);
  }

  /** Returns whether every image gets the same width and height. */
  public boolean stretched() {
    return kind == Kind.STRETCH;
  }

  /**
   * Columns of an image of the given size after the resize. There may be more than fit in an array.
   */
  public long widthOf(int imageWidth, int imageHeight) {
    return resized(width, imageWidth, Math.min(imageWidth, imageHeight));
  }

  /**
   * Rows of an image of the given size after the resize. There may be more than fit in an array.
   */
  public long heightOf(int imageWidth, int imageHeight) {
    return resized(height, imageHeight, Math.min(imageWidth, imageHeight));
  }

  private long resized(int length, int edge, int shorter) {
    return switch (kind) {
      case NONE -> edge;
      case STRETCH -> length;
      case SHORTEST_EDGE -> (long) ((double) ((long) length * edge) / shorter);
    };
  }

  // Written by hand, because on JDK 17 a record's generated equals prevents the job's class loader
  // from being freed.
  @Override
  public boolean equals(Object other) {
    return other instanceof Resize that
        && width == that.width
        && height == that.height
        && kind == that.kind
        && filter == that.filter;
  }

  @Override
  public int hashCode() {
    return ((31 * width + height) * 31 + kind.ordinal()) * 31 + filter.number();
  }

  @Override
  public String toString() {
    if (kind == Kind.NONE) {
      return "none";
    }
    String size = stretched() ? width + " x " + height : "shortest edge " + width;
    return filter == ResizeFilter.BILINEAR ? size : size + ", " + filter;
  }
}
