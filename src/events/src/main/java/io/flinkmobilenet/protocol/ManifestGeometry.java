package io.flinkmobilenet.protocol;

/**
 * The size to which a model's images are resized and cropped, as its manifest announces it.
 *
 * @param width width to which images are resized, pixels; the shorter edge if the aspect ratio is
 *     kept; 0 without a resize
 * @param height height to which images are resized, pixels; the shorter edge if the aspect ratio is
 *     kept; 0 without a resize
 * @param kind which edges the width and height are
 * @param cropWidth width of the centre crop, pixels
 * @param cropHeight height of the centre crop, pixels
 * @param exact true if resized images must have the size of the crop rather than be cropped to it
 * @param resample filter of the resize, with Pillow's number: 0 nearest, 1 Lanczos, 2 bilinear, 3
 *     bicubic, 4 box, 5 Hamming
 */
public record ManifestGeometry(
    int width, int height, Kind kind, int cropWidth, int cropHeight, boolean exact, int resample) {
  /** Number of the bilinear filter, which manifests without a filter mean. */
  static final int BILINEAR = 2;

  private static final int LARGEST_RESAMPLE = 5;

  /** Largest edge, pixels; the limit prevents a hostile manifest from claiming memory. */
  private static final int LARGEST_EDGE = 8192;

  /** How the size of a resized image follows from the size that it had. */
  public enum Kind {
    /** The shorter edge gets a given length, and the longer one follows from the aspect ratio. */
    SHORTEST_EDGE,
    /** Every image gets the same width and height. */
    STRETCH,
    /** Images keep their size. */
    NONE
  }

  /** Checks that all edges and the filter are in their range, and that they fit each other. */
  public ManifestGeometry {
    if (kind != Kind.NONE) {
      requireEdges(width, height, kind == Kind.STRETCH);
    } else if (width != 0 || height != 0 || resample != BILINEAR) {
      throw new IllegalArgumentException(
          "no size and filter %d expected without a resize, found %d x %d and %d"
              .formatted(BILINEAR, width, height, resample));
    }
    if (Math.min(cropWidth, cropHeight) < 1 || Math.max(cropWidth, cropHeight) > LARGEST_EDGE) {
      throw new IllegalArgumentException(
          "crop must be 1 x 1 to %d x %d, found %d x %d"
              .formatted(LARGEST_EDGE, LARGEST_EDGE, cropWidth, cropHeight));
    }
    if (resample < 0 || resample > LARGEST_RESAMPLE) {
      throw new IllegalArgumentException(
          "resample must be 0 to %d, found %d".formatted(LARGEST_RESAMPLE, resample));
    }
    boolean square = cropWidth == width && cropHeight == height;
    if (exact && (kind == Kind.STRETCH || kind == Kind.SHORTEST_EDGE && !square)) {
      throw new IllegalArgumentException(
          "without a crop, images must be resized to the shortest edge of a square");
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

  /** Returns the same geometry with another filter. */
  public ManifestGeometry withResample(int number) {
    return new ManifestGeometry(width, height, kind, cropWidth, cropHeight, exact, number);
  }

  /** Returns a geometry that keeps the aspect ratio of images. */
  public static ManifestGeometry shortestEdge(int pixels, int cropWidth, int cropHeight) {
    return new ManifestGeometry(
        pixels, pixels, Kind.SHORTEST_EDGE, cropWidth, cropHeight, false, BILINEAR);
  }

  /** Returns a geometry that gives every image the same width and height before the crop. */
  public static ManifestGeometry stretch(int width, int height, int cropWidth, int cropHeight) {
    return new ManifestGeometry(
        width, height, Kind.STRETCH, cropWidth, cropHeight, false, BILINEAR);
  }

  /** Returns a geometry that crops or pads images at their own size. */
  public static ManifestGeometry withoutResize(int cropWidth, int cropHeight) {
    return new ManifestGeometry(0, 0, Kind.NONE, cropWidth, cropHeight, false, BILINEAR);
  }

  /** Returns the same geometry for images that must have the size of the crop after the resize. */
  public ManifestGeometry withoutCrop() {
    return new ManifestGeometry(width, height, kind, cropWidth, cropHeight, true, resample);
  }

  // Written by hand: on JDK 17 a record's generated equals keeps the job's class loader alive.
  @Override
  public boolean equals(Object other) {
    return other instanceof ManifestGeometry that
        && width == that.width
        && height == that.height
        && kind == that.kind
        && cropWidth == that.cropWidth
        && cropHeight == that.cropHeight
        && exact == that.exact
        && resample == that.resample;
  }

  @Override
  public int hashCode() {
    return (((31 * width + height) * 31 + cropWidth) * 31 + cropHeight) * 31 + resample;
  }
}
