package io.flinkmobilenet.protocol;

/**
 * The size to which a model's images are resized and cropped, as its manifest announces it.
 *
 * @param width width to which images are resized, pixels; the shorter edge if the aspect ratio is
 *     kept
 * @param height height to which images are resized, pixels; the shorter edge if the aspect ratio is
 *     kept
 * @param stretched true if every image gets exactly this width and height; false if its aspect
 *     ratio is kept
 * @param cropWidth width of the centre crop, pixels
 * @param cropHeight height of the centre crop, pixels
 * @param resample filter of the resize, with Pillow's number: 0 nearest, 1 Lanczos, 2 bilinear, 3
 *     bicubic, 4 box, 5 Hamming
 */
public record ManifestGeometry(
    int width, int height, boolean stretched, int cropWidth, int cropHeight, int resample) {
  /** Number of the bilinear filter, which manifests without a filter mean. */
  static final int BILINEAR = 2;

  private static final int LARGEST_RESAMPLE = 5;

  /** Largest edge, pixels; the limit prevents a hostile manifest from claiming memory. */
  private static final int LARGEST_EDGE = 8192;

  /** Checks that all edges and the filter are in their range. */
  public ManifestGeometry {
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
    if (Math.min(cropWidth, cropHeight) < 1 || Math.max(cropWidth, cropHeight) > LARGEST_EDGE) {
      throw new IllegalArgumentException(
          "crop must be 1 x 1 to %d x %d, found %d x %d"
              .formatted(LARGEST_EDGE, LARGEST_EDGE, cropWidth, cropHeight));
    }
    if (resample < 0 || resample > LARGEST_RESAMPLE) {
      throw new IllegalArgumentException(
          "resample must be 0 to %d, found %d".formatted(LARGEST_RESAMPLE, resample));
    }
  }

  /** Creates a geometry with the bilinear filter. */
  public ManifestGeometry(int width, int height, boolean stretched, int cropWidth, int cropHeight) {
    this(width, height, stretched, cropWidth, cropHeight, BILINEAR);
  }

  /** Returns the same geometry with another filter. */
  public ManifestGeometry withResample(int number) {
    return new ManifestGeometry(width, height, stretched, cropWidth, cropHeight, number);
  }

  /** Returns a geometry that keeps the aspect ratio of images. */
  public static ManifestGeometry shortestEdge(int pixels, int cropWidth, int cropHeight) {
    return new ManifestGeometry(pixels, pixels, false, cropWidth, cropHeight);
  }

  /** Returns a geometry that gives every image the same width and height before the crop. */
  public static ManifestGeometry stretch(int width, int height, int cropWidth, int cropHeight) {
    return new ManifestGeometry(width, height, true, cropWidth, cropHeight);
  }

  // Written by hand: on JDK 17 a record's generated equals keeps the job's class loader alive.
  @Override
  public boolean equals(Object other) {
    return other instanceof ManifestGeometry that
        && width == that.width
        && height == that.height
        && stretched == that.stretched
        && cropWidth == that.cropWidth
        && cropHeight == that.cropHeight
        && resample == that.resample;
  }

  @Override
  public int hashCode() {
    return (((31 * width + height) * 31 + cropWidth) * 31 + cropHeight) * 31 + resample;
  }
}
