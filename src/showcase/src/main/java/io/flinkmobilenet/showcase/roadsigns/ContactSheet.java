package io.flinkmobilenet.showcase.roadsigns;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Small images side by side, one of each class in the order of the classes. */
public final class ContactSheet {
  private static final int COLUMNS = 6;
  private static final int TILE_WIDTH = 132;
  private static final int GAP = 2;

  /** Mask that removes the lowest bits, which are noise and would make a PNG file large. */
  private static final int KEPT_BITS = 0xF8F8F8;

  private ContactSheet() {}

  /** The first frame of each class of a camera, as a PNG file. */
  public static byte[] of(Camera camera) throws IOException {
    RoadSign[] signs = RoadSign.values();
    BufferedImage sheet = null;
    for (RoadSign sign : signs) {
      BufferedImage frame = camera.raster(first(camera, sign));
      int tileHeight = TILE_WIDTH * frame.getHeight() / frame.getWidth();
      if (sheet == null) {
        int rows = (signs.length + COLUMNS - 1) / COLUMNS;
        sheet =
            new BufferedImage(
                COLUMNS * (TILE_WIDTH + GAP) - GAP,
                rows * (tileHeight + GAP) - GAP,
                BufferedImage.TYPE_INT_RGB);
      }
      int x = sign.ordinal() % COLUMNS * (TILE_WIDTH + GAP);
      int y = sign.ordinal() / COLUMNS * (tileHeight + GAP);
      place(frame, sheet, x, y, TILE_WIDTH, tileHeight);
    }
    return png(sheet);
  }

  private static long first(Camera camera, RoadSign sign) {
    long index = 0;
    while (camera.sign(index) != sign) {
      index++;
    }
    return index;
  }

  private static void place(
      BufferedImage frame, BufferedImage sheet, int x, int y, int width, int height) {
    // Reduced to twice the size first, because a bilinear reduction by more than two skips pixels.
    BufferedImage middle = new BufferedImage(2 * width, 2 * height, BufferedImage.TYPE_INT_RGB);
    draw(frame, middle, 0, 0, 2 * width, 2 * height);
    draw(middle, sheet, x, y, width, height);
    for (int row = y; row < y + height; row++) {
      for (int column = x; column < x + width; column++) {
        sheet.setRGB(column, row, sheet.getRGB(column, row) & KEPT_BITS);
      }
    }
  }

  private static void draw(
      BufferedImage from, BufferedImage to, int x, int y, int width, int height) {
    Graphics2D graphics = to.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(from, x, y, width, height, null);
    graphics.dispose();
  }

  private static byte[] png(BufferedImage sheet) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Not the plain stream, for which ImageIO would use a temporary file.
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(sheet, "png", out);
    }
    return bytes.toByteArray();
  }
}
