package io.flinkmobilenet.image;

import io.flinkmobilenet.image.rows.Region;
import io.flinkmobilenet.image.rows.RowSink;
import java.util.List;

/**
 * A PNG file: <a href="https://www.w3.org/TR/png-3/">PNG, third edition</a>. Of an animated PNG
 * file, only the still image is read.
 *
 * @param file the whole file
 * @param header the IHDR chunk
 * @param palette colours of an image with a palette, otherwise null
 * @param remarks metadata that may state the image's orientation
 * @param data [start, end) of the data of the IDAT chunks, in order
 * @param lacksEnd true if the file ends, or goes on with other bytes, before the IEND chunk
 */
record PngFile(
    EncodedBytes file,
    PngHeader header,
    Palette palette,
    PngRemarks remarks,
    List<int[]> data,
    boolean lacksEnd)
    implements StreamedImage {
  static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

  /** Largest compression ratio of deflate: 258 bytes from 2 bits. */
  private static final int LARGEST_RATIO = 1032;

  static PngFile open(EncodedBytes file) throws InvalidImageException {
    return new PngWalk(file).walk();
  }

  @Override
  public int width() {
    return header.width();
  }

  @Override
  public int height() {
    return header.height();
  }

  @Override
  public Orientation orientation() {
    return remarks.orientation();
  }

  @Override
  public void read(Region region, RowSink sink) throws InvalidImageException {
    if (header.rowBytes() > (long) file.length() * LARGEST_RATIO) {
      throw file.truncated("expected compressed rows of " + header.rowBytes() + " bytes in total");
    }
    if (header.rowBytes(width()) >= Integer.MAX_VALUE - 8) {
      throw file.unsupported("found rows of " + header.rowBytes(width()) + " bytes");
    }
    int longest = (int) header.rowBytes(width());
    try (PngRows rows = new PngRows(file, data, header.pixelBytes(), longest)) {
      if (header.interlaced()) {
        readInterlaced(rows, region, sink);
      } else {
        readPlain(rows, region, sink);
      }
    }
  }

  private void readPlain(PngRows rows, Region region, RowSink sink) throws InvalidImageException {
    PngPixels samples = new PngPixels(header, palette);
    int[] pixels = new int[width()];
    int rowBytes = (int) header.rowBytes(width());
    for (int y = 0; y < height(); y++) {
      byte[] row = rows.next(rowBytes);
      if (y >= region.top() && y < region.bottom()) {
        samples.convert(row, width(), pixels);
        sink.row(pixels, region.left());
      }
    }
  }

  private void readInterlaced(PngRows rows, Region region, RowSink sink)
      throws InvalidImageException {
    PngPixels samples = new PngPixels(header, palette);
    int stride = width() * RgbImage.CHANNELS;
    int[] pixels = new int[width()];
    byte[] rgb = null;
    for (PngPass pass : PngPass.ALL) {
      int columns = pass.width(header);
      rows.startPass();
      for (int y = pass.top(); columns > 0 && y < height(); y += pass.down()) {
        byte[] row = rows.next((int) header.rowBytes(columns));
        // Allocated only after the first row has been read, because most files with a false size
        // fail there.
        rgb = rgb == null ? new byte[Math.multiplyExact(stride, height())] : rgb;
        samples.convert(row, columns, pixels);
        pass.scatter(pixels, columns, rgb, y * stride);
      }
    }
    for (int y = region.top(); y < region.bottom(); y++) {
      for (int x = 0, at = y * stride; x < width(); x++, at += RgbImage.CHANNELS) {
        pixels[x] = rgb[at] & 0xff | (rgb[at + 1] & 0xff) << 8 | (rgb[at + 2] & 0xff) << 16;
      }
      sink.row(pixels, region.left());
    }
  }
}
