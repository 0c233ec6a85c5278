package io.flinkmobilenet.showcase.roadsigns;

/** The effects of lens and sensor: darker corners, white balance, contrast, noise. */
final class Sensor {
  private final int[][] curves = new int[3][256];
  private int[] corners = new int[0];

  void expose(Canvas canvas, Light light, Dice dice) {
    expose(canvas, light, dice, dice);
  }

  /**
   * Applies the same effects with noise of its own.
   *
   * @param dice random numbers of all effects but the noise, used before those of the noise
   */
  void expose(Canvas canvas, Light light, Dice dice, Dice ofNoise) {
    develop(dice);
    int vignette = dice.below(90);
    int noise = light.dark() ? 8 + dice.below(20) : 2 + dice.below(13);
    int[] distance = corners(canvas);
    int[] pixels = canvas.pixels();
    int random = (int) ofNoise.bits() | 1;
    for (int i = 0; i < pixels.length; i++) {
      // Xorshift (Marsaglia 2003) is fast, and its patterns are not visible.
      random ^= random << 13;
      random ^= random >>> 17;
      random ^= random << 5;
      int rgb = pixels[i];
      int gain = 256 - (distance[i] * vignette >> 8);
      int red = curves[0][(rgb >> 16 & 0xFF) * gain >> 8] + bell(random) * noise / 64;
      int green = curves[1][(rgb >> 8 & 0xFF) * gain >> 8] + bell(random >> 9) * noise / 80;
      int blue = curves[2][(rgb & 0xFF) * gain >> 8] + bell(random >> 18) * noise / 54;
      pixels[i] = Colours.clamped(red) << 16 | Colours.clamped(green) << 8 | Colours.clamped(blue);
    }
  }

  /** A value up to ±63 with a roughly bell-shaped distribution around 0. */
  private static int bell(int random) {
    return (random & 0x3F) + (random >> 6 & 0x3F) + (random >> 3 & 0x3F) - 94 >> 1;
  }

  private void develop(Dice dice) {
    double contrast = dice.between(0.85, 1.2);
    double lift = dice.around(14);
    for (int[] curve : curves) {
      double gain = contrast * dice.between(0.94, 1.06);
      for (int value = 0; value < 256; value++) {
        curve[value] = Colours.clamped((int) ((value - 118) * gain + 118 + lift));
      }
    }
  }

  /** Squared distance of each pixel from the middle, scaled to 256 in the corners. */
  private int[] corners(Canvas canvas) {
    if (corners.length != canvas.pixels().length) {
      corners = new int[canvas.pixels().length];
      double middleX = canvas.width() / 2.0;
      double middleY = canvas.height() / 2.0;
      double whole = middleX * middleX + middleY * middleY;
      for (int i = 0; i < corners.length; i++) {
        double dx = i % canvas.width() - middleX;
        double dy = i / canvas.width() - middleY;
        corners[i] = (int) (256 * (dx * dx + dy * dy) / whole);
      }
    }
    return corners;
  }
}
