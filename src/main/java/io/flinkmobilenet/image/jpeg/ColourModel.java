package io.flinkmobilenet.image.jpeg;

import java.util.List;

/**
 * What the components of a picture mean, by the reference library's rules, and how a row of them
 * becomes red, green and blue.
 */
enum ColourModel {
  GREY,
  RGB,
  YCC,
  /** Taken as Adobe stores it, inverted: 255 is no ink. */
  CMYK,
  /** Luma and chroma of the inks, and black as in {@link #CMYK}. */
  YCCK;

  /** No Adobe segment, in place of its transform. */
  static final int NO_ADOBE = -1;

  // BT.601 with 16 fractional bits: JFIF 1.02, "Conversion to and from RGB".
  private static final int RED_FROM_CR = 91881;
  private static final int GREEN_FROM_CB = 22554;
  private static final int GREEN_FROM_CR = 46802;
  private static final int BLUE_FROM_CB = 116130;
  private static final int HALF = 1 << 15;

  /**
   * What the components mean.
   *
   * @param jfif whether there is a JFIF segment
   * @param adobeTransform what the Adobe segment says, or {@link #NO_ADOBE}
   */
  static ColourModel of(List<Component> components, boolean jfif, int adobeTransform) {
    if (components.size() == 1) {
      return GREY;
    }
    if (components.size() == 4) {
      return adobeTransform == NO_ADOBE || adobeTransform == 0 ? CMYK : YCCK;
    }
    boolean named =
        adobeTransform == NO_ADOBE
            && components.get(0).id == 'R'
            && components.get(1).id == 'G'
            && components.get(2).id == 'B';
    return !jfif && (adobeTransform == 0 || named) ? RGB : YCC;
  }

  /**
   * Converts a row.
   *
   * @param samples a row of each component
   * @param at where the rows start
   * @param width pixels
   * @param rgb takes red, green and blue, [3][width]; of a grey picture only the first
   */
  void convert(int[][] samples, int[] at, int width, int[][] rgb) {
    switch (this) {
      case GREY, RGB -> {
        for (int channel = 0; channel < samples.length; channel++) {
          System.arraycopy(samples[channel], at[channel], rgb[channel], 0, width);
        }
      }
      case YCC -> fromYcc(samples, at, width, rgb);
      case CMYK -> {
        for (int channel = 0; channel < 3; channel++) {
          invert(samples[channel], at[channel], rgb[channel], width);
          ink(samples[3], at[3], rgb[channel], width);
        }
      }
      case YCCK -> {
        fromYcc(samples, at, width, rgb);
        for (int[] channel : rgb) {
          ink(samples[3], at[3], channel, width);
        }
      }
    }
  }

  private static void fromYcc(int[][] samples, int[] at, int width, int[][] rgb) {
    int[] luma = samples[0];
    red(luma, at[0], samples[2], at[2], rgb[0], width);
    green(luma, at[0], samples[1], at[1], samples[2], at[2], rgb[1], width);
    blue(luma, at[0], samples[1], at[1], rgb[2], width);
  }

  private static void red(int[] luma, int lumaAt, int[] cr, int crAt, int[] out, int width) {
    for (int x = 0; x < width; x++) {
      int value = luma[lumaAt + x] + (RED_FROM_CR * (cr[crAt + x] - 128) + HALF >> 16);
      out[x] = clamped(value);
    }
  }

  private static void green(
      int[] luma, int lumaAt, int[] cb, int cbAt, int[] cr, int crAt, int[] out, int width) {
    for (int x = 0; x < width; x++) {
      int less = GREEN_FROM_CB * (cb[cbAt + x] - 128) + GREEN_FROM_CR * (cr[crAt + x] - 128);
      out[x] = clamped(luma[lumaAt + x] + (HALF - less >> 16));
    }
  }

  private static void blue(int[] luma, int lumaAt, int[] cb, int cbAt, int[] out, int width) {
    for (int x = 0; x < width; x++) {
      int value = luma[lumaAt + x] + (BLUE_FROM_CB * (cb[cbAt + x] - 128) + HALF >> 16);
      out[x] = clamped(value);
    }
  }

  private static void invert(int[] in, int at, int[] out, int width) {
    for (int x = 0; x < width; x++) {
      out[x] = 255 - in[at + x];
    }
  }

  /** {@code paper * (1 - ink / 255)}, rounded as in Pillow. */
  private static void ink(int[] paper, int at, int[] inks, int width) {
    for (int x = 0; x < width; x++) {
      int level = paper[at + x];
      int product = level * inks[x] + 128;
      inks[x] = level - ((product >> 8) + product >> 8);
    }
  }

  /** The nearest of 0 to 255, in operations that the compiler of JDK 17 makes vectors of. */
  static int clamped(int value) {
    int below = 255 - value;
    int level = 255 - (below & ~(below >> 31));
    return level & ~(level >> 31);
  }
}
