package io.flinkmobilenet.image;

import io.flinkmobilenet.image.rows.Region;
import io.flinkmobilenet.image.rows.RowSink;

/** An image whose rows are read one after the other, each handed on before the next is read. */
interface StreamedImage extends EncodedImage {
  /**
   * Reads all rows and hands those of the region out. Can be done once.
   *
   * @param sink takes rows of which only the region's columns need to be right; {@code at} is where
   *     these start
   * @throws InvalidImageException if rows are missing or wrong, even outside of the region
   */
  void read(Region region, RowSink sink) throws InvalidImageException;

  @Override
  default StoredRows rows() throws InvalidImageException {
    byte[] pixels = pixels();
    int rowBytes = width() * RgbImage.CHANNELS;
    return (y, rgb, at) -> System.arraycopy(pixels, y * rowBytes, rgb, at, rowBytes);
  }

  @Override
  default byte[] pixels() throws InvalidImageException {
    PixelRows rows = new PixelRows(width(), height());
    read(new Region(0, 0, width(), height()), rows);
    return rows.pixels();
  }

  @Override
  default RgbImage normalised(InputGeometry geometry, RowTools tools) throws InvalidImageException {
    RowNormaliser rows = RowNormaliser.of(width(), height(), 1, orientation(), geometry, tools);
    try {
      read(rows.region(), rows);
      return rows.picture();
    } finally {
      tools.buffers().release();
    }
  }
}
