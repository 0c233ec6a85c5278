package io.flinkmobilenet.geometry;

import java.util.Optional;

/**
 * Describes how an image of any size is brought to the network's input size: it is resized, then
 * its centre is cropped. If the crop is larger than the resized image, it is padded with black
 * pixels. Without a crop, only images that have exactly the input size after the resize can be
 * used.
 *
 * @param resize size before the crop
 * @param cropWidth width of the centre crop, pixels
 * @param cropHeight height of the centre crop, pixels
 * @param exact true if a resized image must have exactly the size of the crop, rather than be
 *     cropped or padded to it
 */
public record InputGeometry(Resize resize, int cropWidth, int cropHeight, boolean exact) {
  /**
   * Checks that the crop is neither empty nor larger than any network's input, and that images can
   * have its size.
   */
  public InputGeometry {
    if (Math.min(cropWidth, cropHeight) < 1
        || Math.max(cropWidth, cropHeight) > Resize.LARGEST_EDGE) {
      throw new IllegalArgumentException(
          "crop must be 1 x 1 to %d x %d, found %d x %d"
              .formatted(Resize.LARGEST_EDGE, Resize.LARGEST_EDGE, cropWidth, cropHeight));
    }
    if (exact && resize.kind() != Resize.Kind.NONE) {
      requireReachable(resize, cropWidth, cropHeight);
    }
  }

  private static void requireReachable(Resize resize, int cropWidth, int cropHeight) {
    if (resize.stretched() || cropWidth != resize.width() || cropHeight != resize.height()) {
      throw new IllegalArgumentException(
          "without a crop, images must be resized to the shortest edge of a square, found %s and %d x %d"
              .formatted(resize, cropWidth, cropHeight));
    }
  }

  /** Creates a geometry that crops or pads. */
  public InputGeometry(Resize resize, int cropWidth, int cropHeight) {
    this(resize, cropWidth, cropHeight, false);
  }

  /** Creates a geometry that keeps the aspect ratio of images. */
  public InputGeometry(int shortestEdge, int cropWidth, int cropHeight) {
    this(Resize.shortestEdge(shortestEdge), cropWidth, cropHeight);
  }

  /** The shorter edge after the resize, pixels; 0 without a resize. */
  public int shortestEdge() {
    return Math.min(resize.width(), resize.height());
  }

  /**
   * Returns what people should know of the geometry because it does to images what they may not
   * expect; empty if it does not.
   */
  public Optional<String> remark() {
    String crop = cropWidth + " x " + cropHeight + " pixels";
    boolean resized = resize.kind() != Resize.Kind.NONE;
    if (exact) {
      return Optional.of(
          resized
              ? "not cropped: an image that is not %s after the resize to %s is rejected"
                  .formatted(crop, resize)
              : "neither resized nor cropped: an image that is not %s is rejected".formatted(crop));
    }
    if (!resized) {
      return Optional.of(
          "not resized: the %s in the centre are used, and smaller images get a black border"
              .formatted(crop));
    }
    if (cropWidth > resize.width() || cropHeight > resize.height()) {
      return Optional.of(
          "smaller than the crop of %s after the resize to %s: they get a black border"
              .formatted(crop, resize));
    }
    return Optional.empty();
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
        && cropHeight == that.cropHeight
        && exact == that.exact;
  }

  @Override
  public int hashCode() {
    return ((31 * resize.hashCode() + cropWidth) * 31 + cropHeight) * 31 + (exact ? 1 : 0);
  }
}
