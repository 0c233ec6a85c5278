package io.flinkmobilenet.camera;

/** What the chip adds to the picture: noise. */
final class Sensor {
  void expose(Canvas canvas, Dice dice) {
    int strength = (int) dice.between(2, 18);
    int[] pixels = canvas.pixels();
    int state = (int) dice.bits() | 1;
    for (int i = 0; i < pixels.length; i++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      int rgb = pixels[i];
      int red = noisy(rgb >> 16 & 0xFF, state, strength);
      int green = noisy(rgb >> 8 & 0xFF, state >> 8, strength);
      int blue = noisy(rgb & 0xFF, state >> 16, strength);
      pixels[i] = red << 16 | green << 8 | blue;
    }
  }

  private static int noisy(int value, int random, int strength) {
    int noise = ((random & 0x7F) + (random >> 3 & 0x7F) - 127) * strength >> 7;
    return Math.max(0, Math.min(255, value + noise));
  }
}
