package io.flinkmobilenet.showcase.roadsigns;

/** Draws the sky and its clouds. */
final class Sky {
  private Sky() {}

  static void draw(Canvas canvas, Light light, int horizon, Dice dice) {
    int clouds = dice.chance(0.7) ? dice.below(200) : 0;
    int threshold = 110 + dice.below(60);
    int step = (int) (256 / dice.between(0.8, 2.2) * 240 / canvas.height());
    int x0 = dice.below(1 << 16);
    int y0 = dice.below(1 << 16);
    int cloud = Colours.mixed(light.horizon(), light.dark() ? 0x2A2F3E : 0xFFFFFF, 150);
    int width = canvas.width();
    int[] pixels = canvas.pixels();
    for (int y = 0; y < Math.min(horizon + 1, canvas.height()); y++) {
      int height = 256 * y / (horizon + 1);
      int clear = Colours.mixed(light.zenith(), light.horizon(), height);
      for (int x = 0; x < width; x++) {
        int grain = Grain.smooth(x0 + x * step, y0 + 2 * y * step) - threshold;
        int cover = grain <= 0 ? 0 : Math.min(256, grain * 5) * clouds >> 8;
        pixels[y * width + x] = Colours.mixed(clear, cloud, cover);
      }
    }
  }
}
