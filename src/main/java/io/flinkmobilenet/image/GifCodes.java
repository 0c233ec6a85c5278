package io.flinkmobilenet.image;

/**
 * Expands the LZW codes of a GIF frame: GIF89a, appendix F. Clear codes may come at any time, and
 * several in a row; once the table is full, codes keep their size until the next clear code.
 */
final class GifCodes {
  /** Codes of 12 bits need room for a clear and an end code beside the indices. */
  static final int LARGEST_MINIMUM = 11;

  private static final int LONGEST_CODE = 12;
  private static final int TABLE = 1 << LONGEST_CODE;
  private static final int NONE = -1;

  private final EncodedBytes file;
  private final int minimum;
  private final int clear;

  /** What each code stands for: all that another code stands for, and one more index. */
  private final short[] prefixes = new short[TABLE];

  private final byte[] lasts = new byte[TABLE];

  /** The string of the latest code, whose indices [pendingAt, TABLE) have not been handed out. */
  private final byte[] pending = new byte[TABLE];

  private int pendingAt = TABLE;
  private int free;
  private int size;
  private int before = NONE;
  private byte first;

  /** The next byte of the file, and how many are left of its data block. */
  private int at;

  private int left;
  private int bits;
  private int count;
  private long indicesRead;

  /**
   * Stands before the first code.
   *
   * @param at the byte that tells the minimum code size
   */
  GifCodes(EncodedBytes file, int at) throws InvalidImageException {
    this.file = file;
    this.at = at + 1;
    minimum = file.u8(at, "the minimum code size");
    if (minimum > LARGEST_MINIMUM) {
      throw file.malformed(
          "its minimum code size is %d, expected at most %d".formatted(minimum, LARGEST_MINIMUM));
    }
    clear = 1 << minimum;
    clear();
  }

  /** Reads the next indices; of those over 8 bits the lower 8. */
  void read(byte[] indices, int from, int length) throws InvalidImageException {
    int to = from;
    int end = from + length;
    while (to < end) {
      if (pendingAt == TABLE) {
        expand();
      }
      int part = Math.min(end - to, TABLE - pendingAt);
      for (int i = 0; i < part; i++) {
        indices[to++] = pending[pendingAt++];
      }
    }
    indicesRead += length;
  }

  private void clear() {
    free = clear + 2;
    size = minimum + 1;
    before = NONE;
  }

  /** Reads codes up to the next one that stands for indices, and puts these into the string. */
  private void expand() throws InvalidImageException {
    int code = next();
    while (code == clear) {
      clear();
      code = next();
    }
    if (code == clear + 1) {
      throw missing("found the end code before byte " + at);
    }
    if (code > free || before == NONE && code > clear) {
      int most = before == NONE ? clear - 1 : free;
      throw file.malformed(
          "found code %d before byte %d, expected at most %d".formatted(code, at, most));
    }
    int known = code;
    if (code == free) {
      // The code that is about to be defined: the string before, and its first index again.
      pending[--pendingAt] = first;
      known = before;
    }
    while (known >= clear) {
      pending[--pendingAt] = lasts[known];
      known = prefixes[known];
    }
    first = (byte) known;
    pending[--pendingAt] = first;
    if (before != NONE && free < TABLE) {
      define();
    }
    before = code;
  }

  private void define() {
    prefixes[free] = (short) before;
    lasts[free] = first;
    free++;
    if (free == 1 << size && size < LONGEST_CODE) {
      size++;
    }
  }

  private int next() throws InvalidImageException {
    while (count < size) {
      if (left == 0) {
        nextBlock();
      }
      bits |= file.u8(at++, "a data block") << count;
      left--;
      count += 8;
    }
    int code = bits & (1 << size) - 1;
    bits >>>= size;
    count -= size;
    return code;
  }

  private void nextBlock() throws InvalidImageException {
    left = file.u8(at++, "a data block");
    if (left == 0) {
      throw missing("found the end of its data before byte " + at);
    }
  }

  private InvalidImageException missing(String found) {
    return new InvalidImageException(
        InvalidImageException.Reason.TRUNCATED_IMAGE,
        "GIF is truncated: expected more pixels than the first %d, %s"
            .formatted(indicesRead, found));
  }
}
