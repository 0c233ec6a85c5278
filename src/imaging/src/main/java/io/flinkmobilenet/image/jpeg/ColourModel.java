package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.image.arithmetic.PixelKernels;
import java.util.List;

/**
 * The meaning of an image's components by the reference library's rules, and their conversion to
 * red, green and blue.
 */
enum ColourModel {
  GREY,
  RGB,
  YCC,
  /** Inks, inverted as Adobe stores them: 255 is no ink. */
  CMYK,
  /** Luma and chroma of the inks, and black as in {@link #CMYK}. */
  YCCK;

  /** Stands for the transform if there is no Adobe segment. */
  static final int NO_ADOBE = -1;

  /**
   * Finds the meaning of the components.
   *
   * @param jfif true if there is a JFIF segment
   * @param adobeTransform the transform that the Adobe segment states, or {@link #NO_ADOBE}
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
   * @param samples one row of each component
   * @param at indices at which the rows start
   * @param width number of pixels
   * @param pixels receives red + 256 * green + 65536 * blue
   */
  void convert(PixelKernels kernels, int[][] samples, int[] at, int width, int[] pixels) {
    switch (this) {
      case GREY -> grey(samples[0], at[0], pixels, width);
      case YCC, YCCK ->
          kernels.convert(samples[0], at[0], samples[1], at[1], samples[2], at[2], pixels, width);
      case RGB, CMYK -> {
        for (int x = 0; x < width; x++) {
          int red = samples[0][at[0] + x];
          int green = samples[1][at[1] + x];
          int blue = samples[2][at[2] + x];
          pixels[x] = red | green << 8 | blue << 16;
        }
      }
    }
    if (this == CMYK || this == YCCK) {
      ink(samples[3], at[3], pixels, width, this == CMYK ? 0xffffff : 0);
    }
  }

  private static void grey(int[] samples, int at, int[] pixels, int width) {
    for (int x = 0; x < width; x++) {
      pixels[x] = samples[at + x] * 0x10101;
    }
  }

  /**
   * {@code paper * (1 - ink / 255)}, rounded as in Pillow.
   *
   * @param inverted mask: ffffff if inks are stored inverted, otherwise 0
   */
  private static void ink(int[] paper, int at, int[] pixels, int width, int inverted) {
    for (int x = 0; x < width; x++) {
      int level = paper[at + x];
      int inks = pixels[x] ^ inverted;
      pixels[x] =
          shown(level, inks & 0xff)
              | shown(level, inks >> 8 & 0xff) << 8
              | shown(level, inks >> 16) << 16;
    }
  }

  private static int shown(int level, int ink) {
    int product = level * ink + 128;
    return level - ((product >> 8) + product >> 8);
  }

  /** Clamps to 0 to 255, with operations that JDK 17 compiles to vector instructions. */
  static int clamped(int value) {
    int below = 255 - value;
    int level = 255 - (below & ~(below >> 31));
    return level & ~(level >> 31);
  }
}
