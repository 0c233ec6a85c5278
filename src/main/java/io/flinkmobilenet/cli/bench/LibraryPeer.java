package io.flinkmobilenet.cli.bench;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.image.InputGeometry;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/**
 * What a program does that has nothing but the JDK: ImageIO to read, Java2D to resize.
 *
 * @param geometry what pictures are brought to
 */
record LibraryPeer(InputGeometry geometry) {
  /** Reads a picture. */
  static BufferedImage read(byte[] picture) throws CommandFailure, IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
    if (image == null) {
      throw CommandFailure.input("cannot compare: ImageIO has no reader for a picture", null);
    }
    return image;
  }

  /**
   * Resizes and crops, bilinear. Java2D looks at four pixels however many there are: it is quicker
   * than an antialiased resize, and what comes out is not what the networks were trained with.
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
