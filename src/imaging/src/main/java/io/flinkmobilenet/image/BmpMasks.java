package io.flinkmobilenet.image;

/**
 * Positions of the red, green and blue bits in a BMP file's pixels.
 *
 * @param bytes bytes per pixel: 2, 3 or 4, least significant byte first
 * @param masks masks for red, green and blue, each one run of set bits
 */
record BmpMasks(int bytes, int[] masks) {
  private static final int[] FIVE_BITS = {0x7c00, 0x3e0, 0x1f};
  private static final int[] EIGHT_BITS = {0xff0000, 0xff00, 0xff};

  static BmpMasks of(EncodedBytes file, BmpHeader header) throws InvalidImageException {
    int[] masks = header.bits() == 16 ? FIVE_BITS : EIGHT_BITS;
    if (header.compression() == BmpHeader.BITFIELDS) {
      int[] stated = new int[RgbImage.CHANNELS];
      for (int channel = 0; channel < stated.length; channel++) {
        stated[channel] = (int) file.u32le(header.masksAt() + 4L * channel, "a bit mask");
      }
      masks = stated[0] == 0 && stated[1] == 0 && stated[2] == 0 ? masks : stated;
    }
    for (int mask : masks) {
      check(file, mask, header.bits());
    }
    return new BmpMasks(header.bits() / 8, masks);
  }

  private static void check(EncodedBytes file, int mask, int bits) throws InvalidImageException {
    long unsigned = Integer.toUnsignedLong(mask);
    int ones = Long.bitCount(unsigned);
    boolean oneRun =
        ones > 0 && unsigned >> Long.numberOfTrailingZeros(unsigned) == (1L << ones) - 1;
    if (!oneRun || ones > 8 || unsigned >> bits != 0) {
      throw file.unsupported(
          String.format(
              "expected bit masks of 1 to 8 neighbouring ones in %d bits, found %08x", bits, mask));
    }
  }

  /** Converts a row of pixels to RGB. */
  void paintRow(byte[] from, int source, int pixels, byte[] rgb, int target) {
    for (int x = 0; x < pixels; x++) {
      int pixel = 0;
      for (int i = 0; i < bytes; i++) {
        pixel |= (from[source + x * bytes + i] & 0xff) << 8 * i;
      }
      for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
        rgb[target + x * RgbImage.CHANNELS + channel] = level(pixel, masks[channel]);
      }
    }
  }

  /** Scales the masked bits to 0 to 255 and rounds down, as Pillow does. */
  private static byte level(int pixel, int mask) {
    int shift = Integer.numberOfTrailingZeros(mask);
    return (byte) (((pixel & mask) >>> shift) * 255 / (mask >>> shift));
  }
}
