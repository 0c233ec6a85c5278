package io.flinkmobilenet.image;

/**
 * Limits of the images that are decoded.
 *
 * @param maxBytes largest length of an encoded image, at least 1
 * @param maxPixels largest product of width and height as an image's header states them, at least 1
 */
public record ImageLimits(int maxBytes, long maxPixels) {
  /** The default limits: 20 MiB and 50 megapixels. */
  public static final ImageLimits DEFAULT = new ImageLimits(20 << 20, 50_000_000);

  /** Checks that both limits are at least 1. */
  public ImageLimits {
    if (maxBytes < 1 || maxPixels < 1) {
      throw new IllegalArgumentException(
          "limits must be at least 1, found " + maxBytes + " bytes, " + maxPixels + " pixels");
    }
  }
}
