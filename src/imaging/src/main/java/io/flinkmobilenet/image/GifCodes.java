package io.flinkmobilenet.image;

/**
 * Expands the LZW codes of a GIF frame: GIF89a, appendix F. Clear codes may occur anywhere, also
 * several in a row. Once the table is full, codes keep their size until the next clear code.
 */
final class GifCodes {
  /**
   * Codes have at most 12 bits, which must hold the clear code and the end code besides the
   * indices.
   */
  static final int LARGEST_MINIMUM = 11;

  private static final int LONGEST_CODE = 12;
  private static final int TABLE = 1 << LONGEST_CODE;
  private static final int NONE = -1;

  private final EncodedBytes file;
  private final int minimum;
  private final int clear;

  /**
   * String table: each code's string is the string of its prefix code followed by one more index.
   */
  private final short[] prefixes = new short[TABLE];

  private final byte[] lasts = new byte[TABLE];

  /** String of the latest code; its indices [pendingAt, TABLE) have not been returned yet. */
  private final byte[] pending = new byte[TABLE];

  private int pendingAt = TABLE;
  private int free;
  private int size;
  private int before = NONE;
  private byte first;

  /** Offset of the next byte of the file, and how many bytes are left of its data block. */
  private int at;

  private int left;
  private int bits;
  private int count;
  private long indicesRead;

  /**
   * Starts before the first code.
   *
   * @param at offset of the byte that states the minimum code size
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

  /** Reads the next indices. Indices of more than 8 bits are cut to their lower 8 bits. */
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

  /**
   * Reads codes up to the next one that stands for indices, and stores its indices in {@link
   * #pending}.
   */
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
      // This code is defined only now: it is the previous string followed by that string's first
      // index.
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
