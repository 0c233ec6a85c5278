package io.flinkmobilenet.image;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.image.rows.Region;
import java.util.List;

/**
 * An image whose header has been checked and whose pixels have not been read yet. Opening one
 * allocates no more memory than the length of its bytes, whatever size its header states.
 */
interface EncodedImage {
  /** Pixels per stored row, before {@link #orientation()}; at least 1. */
  int width();

  /** Number of stored rows, before {@link #orientation()}; at least 1. */
  int height();

  /** Orientation of the stored pixels. */
  default Orientation orientation() {
    return Orientation.UPRIGHT;
  }

  /**
   * True if the image had all its pixels but lacked the end that its format requires. Known once
   * the pixels have been read.
   */
  default boolean lacksEnd() {
    return false;
  }

  /**
   * Reads the pixels. Can be called once.
   *
   * @throws InvalidImageException if pixels are missing
   */
  StoredRows rows() throws InvalidImageException;

  /** Reads the pixels as stored, [height, width, 3]. */
  default byte[] pixels() throws InvalidImageException {
    StoredRows rows = rows();
    int rowBytes = width() * RgbImage.CHANNELS;
    byte[] rgb = new byte[Math.multiplyExact(height(), rowBytes)];
    for (int y = 0; y < height(); y++) {
      rows.paint(y, rgb, y * rowBytes);
    }
    return rgb;
  }

  /** Reads the image and turns it upright. */
  default RgbImage upright() throws InvalidImageException {
    return orientation().apply(new RgbImage(width(), height(), pixels()));
  }

  /**
   * Reads the image once and brings it to input geometries of networks.
   *
   * @param tools at least one per geometry
   * @return an image per geometry
   */
  default List<RgbImage> normalised(List<InputGeometry> geometries, List<RowTools> tools)
      throws InvalidImageException {
    RowFan fan = new RowFan(width(), height(), 1, orientation(), geometries, tools);
    StoredRows rows = rows();
    byte[] rgb = new byte[width() * RgbImage.CHANNELS];
    int[] pixels = new int[width()];
    Region region = fan.region();
    for (int y = region.top(); y < region.bottom(); y++) {
      rows.paint(y, rgb, 0);
      for (int x = region.left(); x < region.right(); x++) {
        int at = x * RgbImage.CHANNELS;
        pixels[x] = rgb[at] & 0xff | (rgb[at + 1] & 0xff) << 8 | (rgb[at + 2] & 0xff) << 16;
      }
      fan.row(pixels, region.left());
    }
    return fan.images();
  }
}
