package io.flinkmobilenet.image;

import java.util.List;

/**
 * One of the seven passes in which the pixels of an interlaced PNG file are stored: PNG, section
 * 8.2.
 *
 * @param left first column
 * @param top first row
 * @param across columns from one pixel to the next
 * @param down rows from one row of the pass to the next
 */
record PngPass(int left, int top, int across, int down) {
  /** The passes of Adam7, in order. */
  static final List<PngPass> ALL =
      List.of(
          new PngPass(0, 0, 8, 8),
          new PngPass(4, 0, 8, 8),
          new PngPass(0, 4, 4, 8),
          new PngPass(2, 0, 4, 4),
          new PngPass(0, 2, 2, 4),
          new PngPass(1, 0, 2, 2),
          new PngPass(0, 1, 1, 2));

  /** Pixels per row of the pass; a pass of width 0 has no rows. */
  int width(PngHeader header) {
    return Math.max(0, (header.width() - left + across - 1) / across);
  }

  /** Copies the pixels of a row of the pass to their places in the image. */
  void scatter(int[] pixels, int count, byte[] rgb, int rowStart) {
    int at = rowStart + left * RgbImage.CHANNELS;
    for (int i = 0; i < count; i++, at += across * RgbImage.CHANNELS) {
      rgb[at] = (byte) pixels[i];
      rgb[at + 1] = (byte) (pixels[i] >> 8);
      rgb[at + 2] = (byte) (pixels[i] >> 16);
    }
  }
}
