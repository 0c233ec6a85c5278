package io.flinkmobilenet.image;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.image.rows.Region;
import io.flinkmobilenet.image.rows.RowSink;
import java.util.List;

/**
 * An image whose rows are read one after the other; each row is passed on before the next one is
 * read.
 */
interface StreamedImage extends EncodedImage {
  /**
   * Reads all rows and passes those of the region on. Can be called once.
   *
   * @param sink receives the rows; only the region's columns, which start at {@code at}, need to be
   *     valid
   * @throws InvalidImageException if rows are missing or not valid, even outside the region
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
  default List<RgbImage> normalised(List<InputGeometry> geometries, List<RowTools> tools)
      throws InvalidImageException {
    RowFan rows = new RowFan(width(), height(), 1, orientation(), geometries, tools);
    read(rows.region(), rows);
    return rows.images();
  }
}
