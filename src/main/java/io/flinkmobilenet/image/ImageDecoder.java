package io.flinkmobilenet.image;

import io.flinkmobilenet.image.InvalidImageException.Reason;

/**
 * Decodes JPEG, PNG, GIF (first frame), BMP and WebP (first frame) to what Pillow's {@code
 * convert("RGB")} gives, turned upright as EXIF says: alpha is dropped, not blended; colour
 * profiles and gamma are not applied. Safe for many threads.
 */
public final class ImageDecoder {
  private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final ImageLimits limits;

  /** A decoder that refuses pictures beyond the limits before it allocates for them. */
  public ImageDecoder(ImageLimits limits) {
    this.limits = limits;
  }

  /**
   * Decodes one picture, whose format its first bytes tell.
   *
   * @throws InvalidImageException if it is not a whole picture of a supported format within limits
   */
  public RgbImage decode(byte[] encoded) throws InvalidImageException {
    if (encoded.length == 0) {
      throw new InvalidImageException(Reason.EMPTY_IMAGE, "expected a picture, found no bytes");
    }
    if (encoded.length > limits.maxBytes()) {
      throw new InvalidImageException(
          Reason.TOO_MANY_BYTES,
          "picture has " + encoded.length + " bytes, limit " + limits.maxBytes());
    }
    EncodedImage image = ImageFormat.open(encoded);
    checkPixels(image, ImageFormat.detect(encoded).title());
    RgbImage stored = new RgbImage(image.width(), image.height(), image.pixels());
    return image.orientation().apply(stored);
  }

  private void checkPixels(EncodedImage image, String format) throws InvalidImageException {
    long pixels = (long) image.width() * image.height();
    long limit = Math.min(limits.maxPixels(), LARGEST_ARRAY / RgbImage.CHANNELS);
    if (pixels > limit) {
      throw new InvalidImageException(
          Reason.TOO_MANY_PIXELS,
          String.format(
              "%s is %d x %d = %d pixels, limit %d",
              format, image.width(), image.height(), pixels, limit));
    }
  }
}
