package io.flinkmobilenet.showcase.roadsigns;

/** Draws the light around a lamp. */
final class Glow {
  private Glow() {}

  /** Adds a colour that fades out towards a radius in pixels. */
  static void add(Canvas canvas, double x, double y, double radius, int rgb, double strength) {
    int top = Math.max(0, (int) (y - radius));
    int bottom = Math.min(canvas.height() - 1, (int) (y + radius));
    int left = Math.max(0, (int) (x - radius));
    int right = Math.min(canvas.width() - 1, (int) (x + radius));
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        double dx = (column - x) / radius;
        double dy = (row - y) / radius;
        double part = 1 - dx * dx - dy * dy;
        if (part > 0) {
          int i = row * canvas.width() + column;
          int gain = (int) (256 * strength * part * part * part);
          canvas.pixels()[i] = sum(canvas.pixels()[i], rgb, gain);
        }
      }
    }
  }

  private static int sum(int below, int rgb, int gain) {
    int red = Math.min(255, (below >> 16 & 0xFF) + ((rgb >> 16 & 0xFF) * gain >> 8));
    int green = Math.min(255, (below >> 8 & 0xFF) + ((rgb >> 8 & 0xFF) * gain >> 8));
    int blue = Math.min(255, (below & 0xFF) + ((rgb & 0xFF) * gain >> 8));
    return red << 16 | green << 8 | blue;
  }
}
