package io.flinkmobilenet.image;

import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A PNG file: <a href="https://www.w3.org/TR/png-3/">PNG, third edition</a>. Of an animated one,
 * the still picture.
 *
 * @param file the whole file
 * @param header the IHDR chunk
 * @param palette colours of a picture that has some, and else null
 * @param orientation as the eXIf chunk says
 * @param pixelChunks [start, end) of the chunks that the pixels come from, in order
 */
record PngFile(
    EncodedBytes file,
    PngHeader header,
    Palette palette,
    Orientation orientation,
    List<int[]> pixelChunks)
    implements EncodedImage {
  static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

  private static final LibraryReader READER = new LibraryReader(JdkReaders.find("png"));

  /** Deflate makes at most 258 bytes of 2 bits. */
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
  public StoredRows rows() throws InvalidImageException {
    if (header.rowBytes() > (long) file.length() * LARGEST_RATIO) {
      throw file.truncated("expected compressed rows of " + header.rowBytes() + " bytes in all");
    }
    Raster raster =
        READER.read(file, pixelFile(), width(), height(), reader -> reader.read(0).getRaster());
    if (raster.getNumBands() < header.samples()) {
      throw file.malformed(
          "expected " + header.samples() + " samples a pixel, found " + raster.getNumBands());
    }
    return rows(raster);
  }

  private StoredRows rows(Raster raster) {
    boolean packed = header.bitDepth() < 8 && !header.hasPalette();
    Palette colours = packed ? Palette.ramp(header.bitDepth()) : palette;
    int bands = raster.getNumBands();
    int[] row = new int[width() * bands];
    return (y, rgb, start) -> {
      raster.getPixels(0, y, width(), 1, row);
      for (int x = 0, at = start; x < width(); x++, at += RgbImage.CHANNELS) {
        if (colours != null) {
          colours.paint(row[x * bands], rgb, at);
        } else {
          paint(row, x * bands, rgb, at);
        }
      }
    };
  }

  private void paint(int[] samples, int from, byte[] rgb, int at) {
    int step = header.samples() < RgbImage.CHANNELS ? 0 : 1;
    for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
      rgb[at + channel] = level(samples[from + channel * step]);
    }
  }

  /** Pillow takes the upper byte of 16-bit samples, except that it clips those of plain grey. */
  private byte level(int sample) {
    if (header.bitDepth() < 16) {
      return (byte) sample;
    }
    return (byte) (header.samples() == 1 ? Math.min(sample, 255) : sample >> 8);
  }

  private byte[] pixelFile() {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length());
    kept.write(file.bytes(), 0, SIGNATURE.length());
    for (int[] chunk : pixelChunks) {
      kept.write(file.bytes(), chunk[0], chunk[1] - chunk[0]);
    }
    return kept.toByteArray();
  }
}
