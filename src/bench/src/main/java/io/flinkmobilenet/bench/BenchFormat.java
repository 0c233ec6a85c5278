package io.flinkmobilenet.bench;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Formats in which the JDK's writers encode a photograph. */
enum BenchFormat {
  /** Baseline, quality 90, chroma at half the resolution in each direction. */
  JPEG("jpeg", "JPEG"),
  /** The same with the JDK's ten scans. */
  PROGRESSIVE("jpeg", "progressive JPEG"),
  /** 8-bit RGB with the JDK's default filters and compression. */
  PNG("png", "PNG"),
  /** 256 colours of a fixed palette, dithered. */
  GIF("gif", "GIF"),
  /** 24-bit, uncompressed. */
  BMP("bmp", "BMP");

  private static final float QUALITY = 0.9f;

  private final String writer;
  private final String title;

  BenchFormat(String writer, String title) {
    this.writer = writer;
    this.title = title;
  }

  /** Name of the format in reports. */
  String title() {
    return title;
  }

  /** Encodes the photograph. */
  byte[] encode(BufferedImage photograph) throws IOException {
    ImageWriter encoder = ImageIO.getImageWritersByFormatName(writer).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      encoder.setOutput(out);
      BufferedImage image =
          redrawn(
              photograph,
              this == GIF ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_3BYTE_BGR);
      encoder.write(null, new IIOImage(image, null, null), parameters(encoder));
    } finally {
      encoder.dispose();
    }
    return bytes.toByteArray();
  }

  private ImageWriteParam parameters(ImageWriter encoder) {
    ImageWriteParam parameters = encoder.getDefaultWriteParam();
    if (this == JPEG || this == PROGRESSIVE) {
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(QUALITY);
      parameters.setProgressiveMode(
          this == PROGRESSIVE ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
    }
    return parameters;
  }

  private static BufferedImage redrawn(BufferedImage image, int type) {
    BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), type);
    Graphics2D graphics = copy.createGraphics();
    graphics.drawImage(image, 0, 0, null);
    graphics.dispose();
    return copy;
  }
}
