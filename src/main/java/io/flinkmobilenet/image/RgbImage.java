package io.flinkmobilenet.image;

/**
 * An upright 8-bit picture. Two are equal only if they share their array.
 *
 * @param width pixels a row, at least 1
 * @param height rows, at least 1
 * @param rgb the pixels [height, width, 3], row by row from the top, red green blue; not copied
 */
public record RgbImage(int width, int height, byte[] rgb) {
  /** Bytes a pixel. */
  public static final int CHANNELS = 3;

  /** Checks that the pixels fill the picture. */
  public RgbImage {
    if (width < 1 || height < 1 || rgb.length != (long) CHANNELS * width * height) {
      throw new IllegalArgumentException(
          "a picture of "
              + width
              + " x "
              + height
              + " pixels cannot have "
              + rgb.length
              + " bytes");
    }
  }
}
