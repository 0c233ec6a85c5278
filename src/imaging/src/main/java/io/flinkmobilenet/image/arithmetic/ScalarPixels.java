package io.flinkmobilenet.image.arithmetic;

/** The arithmetic of images as plain loops, against which other implementations are tested. */
public final class ScalarPixels implements PixelKernels {
  private static final int CHROMA_BITS = 16;
  private static final int CHROMA_HALF = 1 << CHROMA_BITS - 1;
  private static final int WEIGHT_HALF = 1 << WEIGHT_BITS - 1;

  /** 1.402 with 16 fractional bits; the following are 0.344136, 0.714136 and 1.772. */
  public static final int RED_FROM_CR = 91881;

  public static final int GREEN_FROM_CB = 22554;
  public static final int GREEN_FROM_CR = 46802;
  public static final int BLUE_FROM_CB = 116130;

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void inverseDct(int[] coefficients, long present, int[] samples) {
    InverseDct.transform(coefficients, present, samples);
  }

  @Override
  public void convert(
      int[] luma, int lumaAt, int[] cb, int cbAt, int[] cr, int crAt, int[] pixels, int width) {
    for (int x = 0; x < width; x++) {
      int level = luma[lumaAt + x];
      int blueness = cb[cbAt + x] - 128;
      int redness = cr[crAt + x] - 128;
      int red = level + (RED_FROM_CR * redness + CHROMA_HALF >> CHROMA_BITS);
      int less = GREEN_FROM_CB * blueness + GREEN_FROM_CR * redness;
      int green = level + (CHROMA_HALF - less >> CHROMA_BITS);
      int blue = level + (BLUE_FROM_CB * blueness + CHROMA_HALF >> CHROMA_BITS);
      pixels[x] = clamped(red) | clamped(green) << 8 | clamped(blue) << 16;
    }
  }

  @Override
  public void interpolate(
      int[] samples,
      int near,
      int far,
      int bias,
      int shift,
      int[] interpolated,
      int at,
      int count) {
    for (int i = 0; i < count; i++) {
      interpolated[at + i] = 3 * samples[near + i] + samples[far + i] + bias >> shift;
    }
  }

  @Override
  public void spread(int[] row, int biasLeft, int biasRight, int shift, int[] doubled, int count) {
    int before = row[0];
    int here = row[1];
    for (int i = 0; i < count; i++) {
      int after = row[i + 2];
      int most = 3 * here;
      doubled[2 * i] = most + before + biasLeft >> shift;
      doubled[2 * i + 1] = most + after + biasRight >> shift;
      before = here;
      here = after;
    }
  }

  @Override
  public void narrow(int[] columns, int from, ResizeTaps taps, int[] narrowed) {
    int weight = 0;
    for (int x = 0; x < taps.outputs(); x++) {
      int at = taps.first()[x] - from;
      int red = WEIGHT_HALF;
      int green = WEIGHT_HALF;
      int blue = WEIGHT_HALF;
      for (int tap = 0; tap < taps.count(); tap++, weight++) {
        int pixel = columns[at + tap];
        int factor = taps.weights()[weight];
        red += (pixel & 0xff) * factor;
        green += (pixel >> 8 & 0xff) * factor;
        blue += (pixel >> 16 & 0xff) * factor;
      }
      narrowed[x] = pixel(red, green, blue);
    }
  }

  @Override
  public void blend(
      int[] rows,
      int ring,
      int first,
      int[] weights,
      int weightsAt,
      int count,
      int[] blended,
      int width) {
    int end = ring * width;
    for (int x = 0; x < width; x++) {
      int red = WEIGHT_HALF;
      int green = WEIGHT_HALF;
      int blue = WEIGHT_HALF;
      int at = first * width + x;
      for (int row = 0; row < count; row++) {
        int factor = weights[weightsAt + row];
        red += (rows[at] & 0xff) * factor;
        green += (rows[at] >> 8 & 0xff) * factor;
        blue += (rows[at] >> 16 & 0xff) * factor;
        at += at + width >= end ? width - end : width;
      }
      blended[x] = pixel(red, green, blue);
    }
  }

  /**
   * Clamps the channels, because negative weights make sums overshoot, and rounded weights may add
   * up to more than 1.
   */
  private static int pixel(int red, int green, int blue) {
    return clamped(red >> WEIGHT_BITS)
        | clamped(green >> WEIGHT_BITS) << 8
        | clamped(blue >> WEIGHT_BITS) << 16;
  }

  private static int clamped(int level) {
    return Math.max(0, Math.min(255, level));
  }
}
