package io.flinkmobilenet.camera;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** Pixels that shapes can be drawn on; used for one frame after the other. */
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

  /** A canvas whose pixels carry alpha, not multiplied into the colours. */
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
   * Fills a shape so that what is below shines through.
   *
   * @param opacity from 0 to 1
   */
  void fill(Shape shape, int rgb, double opacity) {
    graphics.setColor(new Color((rgb & 0xFFFFFF) | (int) (opacity * 255) << 24, true));
    graphics.fill(shape);
  }
}
