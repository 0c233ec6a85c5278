package io.flinkmobilenet.image;

/**
 * The colours of indices of up to 8 bits.
 *
 * @param rgb [256, 3]; indices without a colour are black, as in Pillow
 */
record Palette(byte[] rgb) {
  static final int MOST = 256;

  /** Reads colours that are stored red first. */
  static Palette ofRgb(EncodedBytes file, long at, int colours) throws InvalidImageException {
    return read(file, at, colours, RgbImage.CHANNELS, false);
  }

  /** Reads colours that are stored blue first, in entries of 3 or 4 bytes. */
  static Palette ofBgr(EncodedBytes file, long at, int colours, int entryBytes)
      throws InvalidImageException {
    return read(file, at, colours, entryBytes, true);
  }

  private static Palette read(
      EncodedBytes file, long at, int colours, int entryBytes, boolean blueFirst)
      throws InvalidImageException {
    file.require(at, (long) colours * entryBytes, "a palette of " + colours + " colours");
    byte[] rgb = new byte[MOST * RgbImage.CHANNELS];
    for (int i = 0; i < Math.min(colours, MOST); i++) {
      int entry = (int) at + i * entryBytes;
      for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
        rgb[i * RgbImage.CHANNELS + channel] =
            file.bytes()[entry + (blueFirst ? 2 - channel : channel)];
      }
    }
    return new Palette(rgb);
  }

  /** A palette of greys from black to white. */
  static Palette ramp(int bits) {
    byte[] rgb = new byte[MOST * RgbImage.CHANNELS];
    int white = (1 << bits) - 1;
    for (int i = 0; i < (white + 1) * RgbImage.CHANNELS; i++) {
      rgb[i] = (byte) (i / RgbImage.CHANNELS * 255 / white);
    }
    return new Palette(rgb);
  }

  /** True if each of the first colours is the grey of its index. */
  boolean isRamp(int colours) {
    for (int i = 0; i < colours * RgbImage.CHANNELS; i++) {
      if (rgb[i] != (byte) (i / RgbImage.CHANNELS)) {
        return false;
      }
    }
    return true;
  }

  /** The colours [256] as red + 256 * green + 65536 * blue. */
  int[] colours() {
    int[] colours = new int[MOST];
    for (int i = 0, at = 0; i < MOST; i++, at += RgbImage.CHANNELS) {
      colours[i] = rgb[at] & 0xff | (rgb[at + 1] & 0xff) << 8 | (rgb[at + 2] & 0xff) << 16;
    }
    return colours;
  }

  /** Writes the colour of an index to three bytes. */
  void paint(int index, byte[] target, int at) {
    int colour = index * RgbImage.CHANNELS;
    target[at] = rgb[colour];
    target[at + 1] = rgb[colour + 1];
    target[at + 2] = rgb[colour + 2];
  }
}
