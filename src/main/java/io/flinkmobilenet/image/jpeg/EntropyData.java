package io.flinkmobilenet.image.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The entropy-coded data between two markers, as a row of bits: ITU-T T.81, sections B.1.1.5 and
 * F.2.2.5.
 *
 * <p>The zero bytes stuffed behind every ff are taken out once, beforehand, so that readers load
 * eight bytes at a time without looking at them. Readers copy {@link #bits}, {@link #count} and
 * {@link #position} into locals, read a block, write them back and call {@link #checkEnd}; behind
 * the data are zeros enough for the longest block.
 */
final class EntropyData {
  /** Loads eight bytes, the first one uppermost. */
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** At least 64 codes of 16 bits, numbers of 15 and an eight-byte load. */
  private static final int LONGEST_BLOCK = 64 * (16 + 15) / 8 + 16;

  private static final int KEPT_BYTES = 8 << 20;
  private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
  private static final long ONES = 0x0101010101010101L;

  private byte[] bytes = new byte[0];
  private byte[] file;
  private int start;
  private int length;
  private int markerAt;

  /** The next bits, uppermost first; those below {@link #count} may or may not be there. */
  long bits;

  /** How many of {@link #bits} are valid. */
  int count;

  /** The byte that follows the valid bits. */
  int position;

  /** Takes the data of a file from a place up to the next marker or the file's end. */
  void open(byte[] file, int from) {
    this.file = file;
    int needed = file.length - from + LONGEST_BLOCK;
    if (bytes.length < needed) {
      bytes = new byte[needed];
    }
    start = from;
    unstuff(from);
    Arrays.fill(bytes, length, length + LONGEST_BLOCK, (byte) 0);
    bits = 0;
    count = 0;
    position = 0;
  }

  /** Gives up memory that only an unusually long picture needs. */
  void release() {
    file = null;
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[0];
    }
  }

  private void unstuff(int from) {
    int at = from;
    int to = 0;
    while (true) {
      while (at + 8 <= file.length) {
        long eight = (long) LONG.get(file, at);
        // A byte of ff overflows from its lower seven bits into its highest.
        if (((eight & LOW_BITS) + ONES & eight & ~LOW_BITS) != 0) {
          break;
        }
        LONG.set(bytes, to, eight);
        at += 8;
        to += 8;
      }
      while (at < file.length && file[at] != (byte) 0xff) {
        bytes[to++] = file[at++];
      }
      int next = at + 1;
      while (next < file.length && file[next] == (byte) 0xff) {
        next++;
      }
      if (next >= file.length || file[next] != 0) {
        break;
      }
      bytes[to++] = (byte) 0xff;
      at = next + 1;
    }
    length = to;
    markerAt = Math.min(at, file.length);
  }

  /** The data without stuffed bytes. */
  byte[] bytes() {
    return bytes;
  }

  /** How many bytes of data there are without stuffed ones. */
  int length() {
    return length;
  }

  /** Where the marker stands that ends the data, or the end of the file. */
  int markerAt() {
    return markerAt;
  }

  /**
   * Checks that what was read was there.
   *
   * @throws JpegException naming the marker that ended the data too early
   */
  void checkEnd() throws JpegException {
    if (8L * position - count > 8L * length) {
      throw endsEarly();
    }
  }

  /** A code that the table does not have, which missing data look like as well. */
  JpegException badCode() {
    if (8L * position - count + 16 > 8L * length) {
      return endsEarly();
    }
    return malformed("expected a Huffman code, found none of the table's");
  }

  JpegException malformed(String problem) {
    return JpegException.malformed(
        problem + " before byte " + fileOffset(Math.min(position, length)));
  }

  /** A value that no encoder writes, which data that are missing make as well. */
  JpegException impossible(String problem) {
    return position > length ? endsEarly() : malformed(problem);
  }

  private JpegException endsEarly() {
    int code = markerCodeAt();
    if (code >= file.length) {
      return JpegException.truncated("expected more pixels, found its end at byte " + file.length);
    }
    int marker = file[code] & 0xff;
    String problem =
        "expected more pixels, found marker ff%02x at byte %d".formatted(marker, markerAt);
    return marker == Markers.EOI
        ? JpegException.truncated(problem)
        : JpegException.malformed(problem);
  }

  /** Where the marker has its code, behind any number of bytes of ff; or the file's end. */
  private int markerCodeAt() {
    int at = markerAt + 1;
    while (at < file.length && file[at] == (byte) 0xff) {
      at++;
    }
    return at;
  }

  /** Where a place in the data is in the file. */
  private int fileOffset(int place) {
    int at = start;
    for (int i = 0; i < place; i++) {
      at++;
      while (bytes[i] == (byte) 0xff && file[at] == (byte) 0xff) {
        at++;
      }
      at += bytes[i] == (byte) 0xff ? 1 : 0;
    }
    return at;
  }

  /**
   * Goes on behind a restart marker.
   *
   * @param number of the marker that has to stand there, 0 to 7
   */
  void restart(int number) throws JpegException {
    int next = markerCodeAt();
    if (next >= file.length) {
      throw endsEarly();
    }
    int marker = file[next] & 0xff;
    if (marker != Markers.RST0 + number) {
      String problem =
          "expected restart marker %d, found marker ff%02x at byte %d"
              .formatted(number, marker, markerAt);
      throw marker == Markers.EOI
          ? JpegException.truncated(problem)
          : JpegException.malformed(problem);
    }
    open(file, next + 1);
  }
}
