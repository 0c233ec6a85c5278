package io.flinkmobilenet.image;

import java.util.List;

/** What the components of a JPEG picture mean, and how they become red, green and blue. */
enum JpegColours {
  GREY(1) {
    @Override
    void convert(byte[] samples, int from, byte[] rgb, int to) {
      rgb[to] = samples[from];
      rgb[to + 1] = samples[from];
      rgb[to + 2] = samples[from];
    }
  },
  RGB(3) {
    @Override
    void convert(byte[] samples, int from, byte[] rgb, int to) {
      rgb[to] = samples[from];
      rgb[to + 1] = samples[from + 1];
      rgb[to + 2] = samples[from + 2];
    }
  },
  YCC(3) {
    @Override
    void convert(byte[] samples, int from, byte[] rgb, int to) {
      int luma = samples[from] & 0xff;
      int blueness = (samples[from + 1] & 0xff) - 128;
      int redness = (samples[from + 2] & 0xff) - 128;
      rgb[to] = clamped(luma + (RED_FROM_CR * redness + HALF >> 16));
      rgb[to + 1] =
          clamped(luma + (HALF - GREEN_FROM_CB * blueness - GREEN_FROM_CR * redness >> 16));
      rgb[to + 2] = clamped(luma + (BLUE_FROM_CB * blueness + HALF >> 16));
    }
  },
  CMYK(4) {
    @Override
    void convert(byte[] samples, int from, byte[] rgb, int to) {
      // Taken as Adobe stores them, inverted: 255 is no ink.
      int paper = samples[from + 3] & 0xff;
      rgb[to] = inked(paper, 255 - (samples[from] & 0xff));
      rgb[to + 1] = inked(paper, 255 - (samples[from + 1] & 0xff));
      rgb[to + 2] = inked(paper, 255 - (samples[from + 2] & 0xff));
    }
  },
  YCCK(4) {
    @Override
    void convert(byte[] samples, int from, byte[] rgb, int to) {
      // The first three are the luma and chroma of the inks, which are inverted as in CMYK.
      YCC.convert(samples, from, rgb, to);
      int paper = samples[from + 3] & 0xff;
      rgb[to] = inked(paper, rgb[to] & 0xff);
      rgb[to + 1] = inked(paper, rgb[to + 1] & 0xff);
      rgb[to + 2] = inked(paper, rgb[to + 2] & 0xff);
    }
  };

  /** No Adobe segment, in place of its transform. */
  static final int NO_ADOBE = -1;

  // BT.601 with 16 fractional bits, rounded as in libjpeg: JFIF 1.02, "Conversion to and from RGB".
  private static final int RED_FROM_CR = 91881;
  private static final int GREEN_FROM_CB = 22554;
  private static final int GREEN_FROM_CR = 46802;
  private static final int BLUE_FROM_CB = 116130;
  private static final int HALF = 1 << 15;

  private final int components;

  JpegColours(int components) {
    this.components = components;
  }

  /**
   * What the components mean, by libjpeg's rules.
   *
   * @param ids component identifiers of the frame header
   * @param jfif whether there is a JFIF segment
   * @param adobeTransform what the Adobe segment says, or {@link #NO_ADOBE}
   */
  static JpegColours of(List<Integer> ids, boolean jfif, int adobeTransform) {
    if (ids.size() == 1) {
      return GREY;
    }
    if (ids.size() == 4) {
      return adobeTransform == NO_ADOBE || adobeTransform == 0 ? CMYK : YCCK;
    }
    boolean named =
        adobeTransform == NO_ADOBE && ids.equals(List.of((int) 'R', (int) 'G', (int) 'B'));
    return !jfif && (adobeTransform == 0 || named) ? RGB : YCC;
  }

  /** Converts [pixels, components] to [pixels, 3]; may reuse the given array. */
  byte[] toRgb(byte[] samples) {
    int pixels = samples.length / components;
    byte[] rgb = components == 3 ? samples : new byte[pixels * 3];
    if (this != RGB) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        convert(samples, pixel * components, rgb, pixel * 3);
      }
    }
    return rgb;
  }

  /** Converts one pixel; source and target may be the same three bytes. */
  abstract void convert(byte[] samples, int from, byte[] rgb, int to);

  private static byte clamped(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }

  /** {@code paper * (1 - ink / 255)}, rounded as in Pillow. */
  private static byte inked(int paper, int ink) {
    int product = paper * ink + 128;
    return clamped(paper - ((product >> 8) + product >> 8));
  }
}
