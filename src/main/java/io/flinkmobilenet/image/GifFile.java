package io.flinkmobilenet.image;

import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageReader;

/**
 * A GIF file's first frame on its canvas: <a
 * href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">GIF89a</a>. The file counts as whole when
 * the data of the first frame are; what follows is not looked at.
 *
 * <p>As in Pillow, the canvas grows where the frame exceeds it, and shows around the frame the
 * transparent colour or, where there is none, the first.
 *
 * @param file the whole file
 * @param width pixels a row of the canvas
 * @param height rows of the canvas
 * @param palette the frame's colours
 * @param surrounding index of the colour around the frame
 * @param frame the frame
 */
record GifFile(
    EncodedBytes file, int width, int height, Palette palette, int surrounding, Frame frame)
    implements EncodedImage {
  private static final LibraryReader READER = new LibraryReader(JdkReaders.find("gif"));

  /**
   * A frame: GIF89a, sections 20 to 22.
   *
   * @param left column of the canvas
   * @param top row of the canvas
   * @param width pixels a row
   * @param height rows
   * @param interlaced whether rows come in four passes
   * @param dataStart where its compressed data start
   * @param dataEnd one past their terminator
   */
  record Frame(
      int left, int top, int width, int height, boolean interlaced, int dataStart, int dataEnd) {}

  static GifFile open(EncodedBytes file) throws InvalidImageException {
    return new GifWalk(file).walk();
  }

  @Override
  public StoredRows rows() throws InvalidImageException {
    byte[] pixelFile = pixelFile();
    Raster raster =
        READER.read(file, pixelFile, frame.width(), frame.height(), reader -> indices(reader));
    int[] row = new int[frame.width()];
    return (y, rgb, start) -> {
      boolean inside = y >= frame.top() && y < frame.top() + frame.height();
      if (inside) {
        raster.getPixels(0, y - frame.top(), frame.width(), 1, row);
      }
      for (int x = 0, at = start; x < width; x++, at += RgbImage.CHANNELS) {
        int column = x - frame.left();
        boolean framed = inside && column >= 0 && column < row.length;
        palette.paint(framed ? row[column] : surrounding, rgb, at);
      }
    };
  }

  /** The reader leaves rows black without a word when the data end early. */
  private Raster indices(ImageReader reader) throws IOException, InvalidImageException {
    RowCounter counter = new RowCounter();
    reader.addIIOReadUpdateListener(counter);
    Raster indices = reader.read(0).getRaster();
    if (counter.rows() < frame.height()) {
      throw file.truncated("expected " + frame.height() + " rows, of which " + counter.rows());
    }
    return indices;
  }

  /** The frame alone, with a palette that lets the reader give all indices as they are. */
  private byte[] pixelFile() {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    kept.writeBytes(new byte[] {'G', 'I', 'F', '8', '9', 'a'});
    writeSize(kept);
    kept.writeBytes(new byte[] {(byte) 0xf7, 0, 0});
    kept.writeBytes(Palette.ramp(8).rgb());
    kept.writeBytes(new byte[] {GifWalk.IMAGE, 0, 0, 0, 0});
    writeSize(kept);
    kept.write(frame.interlaced() ? GifWalk.INTERLACED : 0);
    kept.write(file.bytes(), frame.dataStart(), frame.dataEnd() - frame.dataStart());
    kept.write(GifWalk.TRAILER);
    return kept.toByteArray();
  }

  private void writeSize(ByteArrayOutputStream target) {
    target.write(frame.width());
    target.write(frame.width() >> 8);
    target.write(frame.height());
    target.write(frame.height() >> 8);
  }
}
