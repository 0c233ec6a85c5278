package io.flinkmobilenet.showcase.roadsigns;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;

/** Pixels on which shapes are drawn; reused from frame to frame. */
final class Canvas {
  private final BufferedImage image;
  private final Graphics2D graphics;
  private final int[] pixels;

  private Canvas(int width, int height, int type) {
    image = new BufferedImage(width, height, type);
    pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  static Canvas opaque(int width, int height) {
    return new Canvas(width, height, BufferedImage.TYPE_INT_RGB);
  }

  /** Creates a canvas with alpha that is not premultiplied. */
  static Canvas transparent(int width, int height) {
    return new Canvas(width, height, BufferedImage.TYPE_INT_ARGB);
  }

  int width() {
    return image.getWidth();
  }

  int height() {
    return image.getHeight();
  }

  /** The pixels themselves, row by row: 0xAARRGGBB. */
  int[] pixels() {
    return pixels;
  }

  BufferedImage image() {
    return image;
  }

  void fill(Shape shape, int rgb) {
    graphics.setColor(new Color(rgb));
    graphics.fill(shape);
  }

  /**
   * Fills a shape with the given opacity.
   *
   * @param opacity from 0 to 1
   */
  void fill(Shape shape, int rgb, double opacity) {
    graphics.setColor(new Color((rgb & 0xFFFFFF) | (int) (opacity * 255) << 24, true));
    graphics.fill(shape);
  }

  /** Fills a rectangle of whole pixels, for small and distant things. */
  void bar(double left, double top, double right, double bottom, int rgb) {
    int from = Math.max(0, (int) left);
    int to = Math.min(width(), (int) right);
    for (int y = Math.max(0, (int) top); y < Math.min(height(), (int) bottom); y++) {
      if (from < to) {
        Arrays.fill(pixels, y * width() + from, y * width() + to, rgb);
      }
    }
  }

  /** Makes a part of the canvas transparent. */
  void clear(Rectangle box) {
    for (int y = box.y; y < box.y + box.height; y++) {
      Arrays.fill(pixels, y * width() + box.x, y * width() + box.x + box.width, 0);
    }
  }
}
