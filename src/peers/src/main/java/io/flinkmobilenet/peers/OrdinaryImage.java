package io.flinkmobilenet.peers;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.model.Preprocessing;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.FloatBuffer;
import javax.imageio.ImageIO;

/**
 * Converts images to the network's input with ImageIO and Java2D. Resizes bilinearly and draws only
 * the part inside the crop.
 *
 * @param shortestEdge length to which the shorter edge is resized, pixels
 * @param width width of the crop, pixels
 * @param height height of the crop, pixels
 * @param scale factor of the 8-bit pixel, one each for red, green and blue
 * @param shift values added after that
 */
record OrdinaryImage(int shortestEdge, int width, int height, float[] scale, float[] shift)
    implements Serializable {
  private static final int CHANNELS = 3;

  static OrdinaryImage of(Preprocessing preprocessing) {
    InputGeometry geometry = preprocessing.geometry();
    float[] scale = new float[CHANNELS];
    float[] shift = new float[CHANNELS];
    for (int c = 0; c < CHANNELS; c++) {
      scale[c] = preprocessing.rescaleFactor() / preprocessing.std().get(c);
      shift[c] = -preprocessing.mean().get(c) / preprocessing.std().get(c);
    }
    return new OrdinaryImage(
        geometry.shortestEdge(), geometry.cropWidth(), geometry.cropHeight(), scale, shift);
  }

  /** The network's input, {@code [3][height][width]}. */
  FloatBuffer planes(byte[] encoded) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(encoded));
    if (image == null) {
      throw new IOException("ImageIO has no reader for an image");
    }
    int[] pixels = ((DataBufferInt) crop(image).getRaster().getDataBuffer()).getData();
    float[] planes = new float[CHANNELS * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      for (int c = 0; c < CHANNELS; c++) {
        int sample = pixels[i] >> 16 - 8 * c & 0xFF;
        planes[c * pixels.length + i] = sample * scale[c] + shift[c];
      }
    }
    return FloatBuffer.wrap(planes);
  }

  private BufferedImage crop(BufferedImage image) {
    double factor = (double) shortestEdge / Math.min(image.getWidth(), image.getHeight());
    int resizedWidth = (int) (image.getWidth() * factor);
    int resizedHeight = (int) (image.getHeight() * factor);
    BufferedImage crop = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = crop.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    int x = (width - resizedWidth) / 2;
    int y = (height - resizedHeight) / 2;
    graphics.drawImage(image, x, y, resizedWidth, resizedHeight, null);
    graphics.dispose();
    return crop;
  }
}
