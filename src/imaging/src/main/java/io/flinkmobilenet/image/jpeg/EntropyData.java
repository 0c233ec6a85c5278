package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.image.rows.DecodingException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The entropy-coded data between two markers, as a sequence of bits: ITU-T T.81, sections B.1.1.5
 * and F.2.2.5.
 *
 * <p>The zero bytes stuffed after every ff are removed once in advance, so that readers can load
 * eight bytes at a time without checking them. Readers copy {@link #bits}, {@link #count} and
 * {@link #position} into locals, read a block, write them back and call {@link #checkEnd}. The data
 * are followed by enough zeros for the longest block.
 */
final class EntropyData {
  /** Loads eight bytes in big-endian order. */
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Bytes for at least 64 codes of 16 bits with numbers of 15 bits, and an eight-byte load. */
  private static final int LONGEST_BLOCK = 64 * (16 + 15) / 8 + 16;

  private static final int KEPT_BYTES = 8 << 20;
  private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
  private static final long ONES = 0x0101010101010101L;

  private byte[] bytes = new byte[0];
  private byte[] file;
  private int start;
  private int length;
  private int markerAt;

  /** The next bits, highest first. Bits beyond the first {@link #count} may be invalid. */
  long bits;

  /** Number of valid bits in {@link #bits}. */
  int count;

  /** Index of the byte that follows the valid bits. */
  int position;

  /** Opens the data of a file from the given offset up to the next marker or the file's end. */
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

  /** Releases memory that only unusually long images need. */
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
        // In a byte of ff, adding 1 to the lower seven bits carries into the highest bit.
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

  /** Number of data bytes without the stuffed ones. */
  int length() {
    return length;
  }

  /** Offset of the marker that ends the data, or the end of the file. */
  int markerAt() {
    return markerAt;
  }

  /**
   * Checks that the data contained everything that was read.
   *
   * @throws DecodingException naming the marker that ended the data too early
   */
  void checkEnd() throws DecodingException {
    if (8L * position - count > 8L * length) {
      throw endsEarly();
    }
  }

  /**
   * The exception for a code that the table does not have. Truncated data give such codes as well.
   */
  DecodingException badCode() {
    if (8L * position - count + 16 > 8L * length) {
      return endsEarly();
    }
    return malformed("expected a Huffman code, found none of the table");
  }

  DecodingException malformed(String problem) {
    return DecodingException.malformed(
        problem + " before byte " + fileOffset(Math.min(position, length)));
  }

  /** The exception for a value that no encoder writes. Truncated data give such values as well. */
  DecodingException impossible(String problem) {
    return position > length ? endsEarly() : malformed(problem);
  }

  private DecodingException endsEarly() {
    int code = markerCodeAt();
    if (code >= file.length) {
      return DecodingException.truncated(
          "expected more pixels, found its end at byte " + file.length);
    }
    int marker = file[code] & 0xff;
    String problem =
        "expected more pixels, found marker ff%02x at byte %d".formatted(marker, markerAt);
    return marker == Markers.EOI
        ? DecodingException.truncated(problem)
        : DecodingException.malformed(problem);
  }

  /** Offset of the marker's code, after any number of ff bytes; or the file's end. */
  private int markerCodeAt() {
    int at = markerAt + 1;
    while (at < file.length && file[at] == (byte) 0xff) {
      at++;
    }
    return at;
  }

  /** Converts an index in the data to an offset in the file. */
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
   * Continues after a restart marker.
   *
   * @param number number of the expected marker, 0 to 7
   */
  void restart(int number) throws DecodingException {
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
          ? DecodingException.truncated(problem)
          : DecodingException.malformed(problem);
    }
    open(file, next + 1);
  }
}
