package io.flinkmobilenet.image;

/**
 * An upright 8-bit RGB image. Two images are equal only if they share their array.
 *
 * @param width pixels per row, at least 1
 * @param height rows, at least 1
 * @param rgb the pixels [height, width, 3], row by row from the top, in the order red, green, blue;
 *     not copied
 */
public record RgbImage(int width, int height, byte[] rgb) {
  /** Bytes per pixel. */
  public static final int CHANNELS = 3;

  /** Checks that the array has the length that width and height require. */
  public RgbImage {
    if (width < 1 || height < 1 || rgb.length != (long) CHANNELS * width * height) {
      throw new IllegalArgumentException(
          "an image of " + width + " x " + height + " pixels cannot have " + rgb.length + " bytes");
    }
  }
}
