package io.flinkmobilenet.image;

import io.flinkmobilenet.image.InvalidImageException.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/**
 * Decodes pictures to what Pillow's {@code convert("RGB")} gives, upright. Safe for many threads.
 */
public final class ImageDecoder {
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
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(encoded));
      if (image == null) {
        throw new InvalidImageException(
            Reason.UNSUPPORTED_FORMAT, "expected JPEG, PNG, GIF, BMP or WebP, found none of them");
      }
      return copy(image);
    } catch (IOException e) {
      throw new InvalidImageException(Reason.MALFORMED_IMAGE, "unreadable: " + e.getMessage(), e);
    }
  }

  private static RgbImage copy(BufferedImage image) {
    byte[] rgb = new byte[image.getWidth() * image.getHeight() * RgbImage.CHANNELS];
    int target = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int pixel = image.getRGB(x, y);
        rgb[target++] = (byte) (pixel >> 16);
        rgb[target++] = (byte) (pixel >> 8);
        rgb[target++] = (byte) pixel;
      }
    }
    return new RgbImage(image.getWidth(), image.getHeight(), rgb);
  }
}
