package io.flinkmobilenet.image;

import io.flinkmobilenet.image.rows.Region;
import io.flinkmobilenet.image.rows.RowSink;
import java.util.Arrays;

/**
 * A GIF file's first frame on its canvas: <a
 * href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">GIF89a</a>. The file counts as whole when
 * the pixels of the first frame are there; what follows is not looked at.
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
    implements StreamedImage {
  /** First row and step of the four passes of an interlaced frame: GIF89a, appendix E. */
  private static final int[][] PASSES = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

  /**
   * A frame: GIF89a, sections 20 to 22.
   *
   * @param left column of the canvas
   * @param top row of the canvas
   * @param width pixels a row
   * @param height rows
   * @param interlaced whether rows come in four passes
   * @param dataStart where its compressed data start, with their minimum code size
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

  /** The indices [height, width] of a frame whose rows come in another order. */
  private byte[] readInterlaced(GifCodes codes) throws InvalidImageException {
    byte[] row = new byte[frame.width()];
    byte[] indices = null;
    for (int[] pass : PASSES) {
      for (int y = pass[0]; y < frame.height(); y += pass[1]) {
        codes.read(row, 0, row.length);
        // Not before: a file that lies about its size is mostly found out by its first row.
        indices = indices == null ? new byte[row.length * frame.height()] : indices;
        System.arraycopy(row, 0, indices, y * row.length, row.length);
      }
    }
    return indices;
  }
}
