package io.flinkmobilenet.sql;

import io.flinkmobilenet.image.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes images as JPEG with the JDK's encoder. */
final class JpegFileWriter {
  private static final float QUALITY = 0.9f;

  private JpegFileWriter() {}

  static byte[] write(RgbImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(encoded)) {
      writer.setOutput(out);
      ImageWriteParam quality = writer.getDefaultWriteParam();
      quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      quality.setCompressionQuality(QUALITY);
      writer.write(null, new IIOImage(buffered(image), null, null), quality);
    } finally {
      writer.dispose();
    }
    return encoded.toByteArray();
  }

  private static BufferedImage buffered(RgbImage image) {
    byte[] rgb = image.rgb();
    int[] pixels = new int[image.width() * image.height()];
    for (int i = 0; i < pixels.length; i++) {
      int at = i * RgbImage.CHANNELS;
      pixels[i] = (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | rgb[at + 2] & 0xff;
    }
    BufferedImage buffered =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    buffered.setRGB(0, 0, image.width(), image.height(), pixels, 0, image.width());
    return buffered;
  }
}
