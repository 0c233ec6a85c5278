package io.flinkmobilenet.bench;

import io.flinkmobilenet.showcase.roadsigns.Camera;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * Generates an image of a given size with an aspect ratio of 4 to 3: an enlarged frame of the
 * roadside camera. Because that is smoother than a photograph, detail of several scales is added:
 * patches of 1, 2, 4, 8 and 16 pixels, the larger ones stronger, until a JPEG of quality 90 has 2
 * bits per pixel. The result is the same at every run.
 */
final class Photograph {
  /** The decoder's default limit. */
  static final int MOST_MEGAPIXELS = 50;

  private static final long SEED = 12;
  private static final int FRAME_WIDTH = 1152;
  private static final int FRAME_HEIGHT = 864;
  private static final int ALIGNMENT = 16;
  private static final int[] STRENGTHS = {8, 10, 13, 17, 24};
  private static final int SCALES = STRENGTHS.length;

  private Photograph() {}

  /** Generates the image, 0xRRGGBB. */
  static BufferedImage of(int megapixels) {
    double exact = Math.sqrt(megapixels * 1e6 * 4 / 3);
    int width = (int) Math.round(exact / ALIGNMENT) * ALIGNMENT;
    int height = width * 3 / 4;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    BufferedImage frame = new Camera(SEED, FRAME_WIDTH, FRAME_HEIGHT).raster(0);
    graphics.drawImage(frame, 0, 0, width, height, null);
    graphics.dispose();
    addDetail(((DataBufferInt) image.getRaster().getDataBuffer()).getData(), width);
    return image;
  }

  private static void addDetail(int[] pixels, int width) {
    for (int i = 0; i < pixels.length; i++) {
      int detail = 0;
      for (int scale = 0; scale < SCALES; scale++) {
        // Patches of different scales are offset, so that their edges coincide neither with each
        // other nor with JPEG blocks.
        int x = i % width + 3 * scale >> scale;
        int y = i / width + 5 * scale >> scale;
        detail += bell(x * 0x9E3779B1 ^ y * 0x85EBCA77 ^ scale) * STRENGTHS[scale];
      }
      detail >>= 6;
      int rgb = pixels[i];
      pixels[i] =
          clamped((rgb >> 16 & 0xFF) + detail) << 16
              | clamped((rgb >> 8 & 0xFF) + detail) << 8
              | clamped((rgb & 0xFF) + detail);
    }
  }

  /**
   * A value up to ±62 with a roughly bell-shaped distribution around 0, determined by the position.
   */
  private static int bell(int place) {
    int bits = (place ^ place >>> 15) * 0x2C1B3C6D;
    bits = (bits ^ bits >>> 13) * 0x297A2D39;
    return (bits >>> 27) + (bits >>> 22 & 31) + (bits >>> 17 & 31) + (bits >>> 12 & 31) - 62;
  }

  private static int clamped(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
