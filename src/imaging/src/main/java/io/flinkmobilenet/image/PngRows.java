package io.flinkmobilenet.image;

import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates the rows of a PNG file one by one and undoes their filters: PNG, sections 9 and 10. It
 * holds two rows and, until it is closed, the native memory of the JDK's inflater.
 */
final class PngRows implements AutoCloseable {
  private final EncodedBytes file;
  private final List<int[]> chunks;
  private final int step;
  private final Inflater inflater = new Inflater();
  private byte[] row;
  private byte[] above;
  private int nextChunk;
  private int rowsDone;

  /**
   * Starts before the first row.
   *
   * @param chunks [start, end) of the data of the IDAT chunks
   * @param step bytes from one pixel to the next, at least 1
   * @param longest length of the longest row, bytes
   */
  PngRows(EncodedBytes file, List<int[]> chunks, int step, int longest) {
    this.file = file;
    this.chunks = chunks;
    this.step = step;
    row = new byte[1 + longest];
    above = new byte[1 + longest];
  }

  /** Starts another pass, whose first row has no row above it. */
  void startPass() {
    Arrays.fill(row, (byte) 0);
  }

  /**
   * Reads the next row. Its bytes are [1, 1 + length) of the returned array, which is overwritten
   * by the next call.
   */
  byte[] next(int length) throws InvalidImageException {
    byte[] next = above;
    above = row;
    row = next;
    try {
      inflate(1 + length);
    } catch (DataFormatException e) {
      throw file.malformed(
          "its compressed data are damaged in row %d (%s)".formatted(rowsDone, e.getMessage()));
    }
    if (!PngFilter.undo(row[0] & 0xff, row, above, length, step)) {
      throw file.malformed(
          "row %d has filter %d, expected 0 to 4".formatted(rowsDone, row[0] & 0xff));
    }
    rowsDone++;
    return row;
  }

  private void inflate(int length) throws DataFormatException, InvalidImageException {
    int at = 0;
    while (at < length) {
      int count = inflater.inflate(row, at, length - at);
      at += count;
      if (count > 0) {
        continue;
      }
      if (inflater.needsDictionary()) {
        throw file.malformed("its compressed data need a dictionary, which PNG does not allow");
      }
      if (inflater.finished() || nextChunk == chunks.size()) {
        throw file.truncated("expected more than %d rows".formatted(rowsDone));
      }
      int[] chunk = chunks.get(nextChunk++);
      inflater.setInput(file.bytes(), chunk[0], chunk[1] - chunk[0]);
    }
  }

  @Override
  public void close() {
    inflater.end();
  }
}
