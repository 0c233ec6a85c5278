package io.flinkmobilenet.image;

import io.flinkmobilenet.image.rows.Region;
import io.flinkmobilenet.image.rows.RowSink;
import java.util.Arrays;

/**
 * A GIF file's first frame on its canvas: <a
 * href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">GIF89a</a>. The file counts as complete if
 * it has all pixels of the first frame; nothing after them is read.
 *
 * <p>As in Pillow, the canvas is enlarged if the frame exceeds it. Around the frame it shows the
 * transparent colour or, if there is none, the palette's first colour.
 *
 * @param file the whole file
 * @param width pixels per row of the canvas
 * @param height rows of the canvas
 * @param palette the frame's colours
 * @param surrounding index of the colour around the frame
 * @param frame the frame
 */
record GifFile(
    EncodedBytes file, int width, int height, Palette palette, int surrounding, Frame frame)
    implements StreamedImage {
  /** First row and step of the four passes of an interlaced frame: GIF89a, appendix E. */
  private static final int[][] PASSES = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

  /**
   * A frame: GIF89a, sections 20 to 22.
   *
   * @param left column of the canvas
   * @param top row of the canvas
   * @param width pixels per row @param height rows
   * @param interlaced true if the rows are stored in four passes
   * @param dataStart offset of its compressed data, which start with the minimum code size
   */
  record Frame(int left, int top, int width, int height, boolean interlaced, int dataStart) {}

  static GifFile open(EncodedBytes file) throws InvalidImageException {
    return new GifWalk(file).walk();
  }

  @Override
  public void read(Region region, RowSink sink) throws InvalidImageException {
    GifCodes codes = new GifCodes(file, frame.dataStart());
    byte[] interlaced = frame.interlaced() ? readInterlaced(codes) : null;
    int[] colours = palette.colours();
    byte[] row = new byte[frame.width()];
    int[] pixels = new int[width];
    for (int y = 0; y < height; y++) {
      Arrays.fill(pixels, colours[surrounding]);
      int inFrame = y - frame.top();
      if (inFrame >= 0 && inFrame < frame.height()) {
        if (interlaced == null) {
          codes.read(row, 0, row.length);
        } else {
          System.arraycopy(interlaced, inFrame * row.length, row, 0, row.length);
        }
        for (int x = 0; x < row.length; x++) {
          pixels[frame.left() + x] = colours[row[x] & 0xff];
        }
      }
      if (y >= region.top() && y < region.bottom()) {
        sink.row(pixels, region.left());
      }
    }
  }

  /** The indices [height, width] of an interlaced frame. */
  private byte[] readInterlaced(GifCodes codes) throws InvalidImageException {
    byte[] row = new byte[frame.width()];
    byte[] indices = null;
    for (int[] pass : PASSES) {
      for (int y = pass[0]; y < frame.height(); y += pass[1]) {
        codes.read(row, 0, row.length);
        // Allocated only after the first row has been read, because most files with a false size
        // fail there.
        indices = indices == null ? new byte[row.length * frame.height()] : indices;
        System.arraycopy(row, 0, indices, y * row.length, row.length);
      }
    }
    return indices;
  }
}
