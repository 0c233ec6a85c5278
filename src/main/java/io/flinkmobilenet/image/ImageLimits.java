package io.flinkmobilenet.image;

/**
 * The largest picture that is decoded.
 *
 * @param maxBytes length of the encoded picture, at least 1
 * @param maxPixels width times height as the picture's header states them, at least 1
 */
public record ImageLimits(int maxBytes, long maxPixels) {
  /** 20 MiB and 50 megapixels. */
  public static final ImageLimits DEFAULT = new ImageLimits(20 << 20, 50_000_000);

  /** Checks that both limits let something through. */
  public ImageLimits {
    if (maxBytes < 1 || maxPixels < 1) {
      throw new IllegalArgumentException(
          "limits must be at least 1, found " + maxBytes + " bytes, " + maxPixels + " pixels");
    }
  }
}
