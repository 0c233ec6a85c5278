package io.flinkmobilenet.showcase.roadsigns;

import java.awt.geom.Path2D;

/** Draws rain and haze between the sign and the camera. */
final class Weather {
  private Weather() {}

  static void draw(Canvas canvas, Light light, Dice dice) {
    boolean rain = !light.sunny() && dice.chance(0.4);
    if (rain || dice.chance(0.25)) {
      haze(canvas, light.horizon(), 10 + dice.below(rain ? 70 : 85));
    }
    if (rain) {
      streaks(canvas, light, dice);
    }
  }

  private static void haze(Canvas canvas, int colour, int density) {
    int[] pixels = canvas.pixels();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = Colours.mixed(pixels[i], colour, density);
    }
  }

  private static void streaks(Canvas canvas, Light light, Dice dice) {
    double slant = dice.around(0.35);
    double unit = canvas.height() / 240.0;
    int drops = 25 + dice.below(90);
    Path2D rain = new Path2D.Double();
    for (int i = 0; i < drops; i++) {
      double length = dice.between(6, 26) * unit;
      double wide = dice.between(0.5, 1.1) * unit;
      double x = canvas.width() * dice.unit();
      double y = canvas.height() * dice.unit();
      rain.moveTo(x, y);
      rain.lineTo(x + slant * length, y + length);
      rain.lineTo(x + slant * length + wide, y + length);
      rain.closePath();
    }
    canvas.fill(rain, Colours.mixed(light.horizon(), 0xFFFFFF, 110), dice.between(0.25, 0.5));
  }
}
