package io.flinkmobilenet.bench;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.geometry.InputGeometry;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/**
 * The same work with the JDK only: ImageIO reads and Java2D resizes.
 *
 * @param geometry geometry to which images are brought
 */
record LibraryPeer(InputGeometry geometry) {
  /** Reads an image. */
  static BufferedImage read(byte[] encoded) throws CommandFailure, IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(encoded));
    if (image == null) {
      throw CommandFailure.input("cannot compare: ImageIO has no reader for an image", null);
    }
    return image;
  }

  /**
   * Resizes bilinearly and crops. Java2D reads four pixels per output pixel at any scale. This is
   * faster than an antialiased resize, but its result differs from the images with which the
   * networks were trained.
   */
  BufferedImage resize(BufferedImage image) {
    double scale = (double) geometry.shortestEdge() / Math.min(image.getWidth(), image.getHeight());
    int width = (int) (image.getWidth() * scale);
    int height = (int) (image.getHeight() * scale);
    int left = (geometry.cropWidth() - width) / 2;
    int top = (geometry.cropHeight() - height) / 2;
    BufferedImage crop =
        new BufferedImage(geometry.cropWidth(), geometry.cropHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = crop.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, left, top, width, height, null);
    graphics.dispose();
    return crop;
  }
}
