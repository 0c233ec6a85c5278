package io.flinkmobilenet.image.webp;

import io.flinkmobilenet.image.rows.DecodingException;
import java.util.Arrays;

/** Reads prefix codes: RFC 9649, section 3.7.2.1. */
final class PrefixCodeReader {
  /** Order in which the lengths of the codes for code lengths are stored. */
  private static final int[] LENGTH_ORDER = {
    17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  };

  private static final int REPEAT_PREVIOUS = 16;
  private static final int SHORT_ZEROS = 17;
  private static final int FIRST_PREVIOUS = 8;

  private final PrefixCodes codes;
  private final int[] lengthLengths = new int[LENGTH_ORDER.length];
  private int[] lengths = new int[256];

  /** Creates a reader that adds codes to the given ones. */
  PrefixCodeReader(PrefixCodes codes) {
    this.codes = codes;
  }

  /**
   * Reads a code and adds it.
   *
   * @param symbols number of symbols
   * @return mask for looking up its first table
   */
  int read(BitReader in, int symbols) throws DecodingException {
    // The simple form may name any symbol of 8 bits, even if there are fewer symbols.
    int room = Math.max(256, symbols);
    if (lengths.length < room) {
      lengths = new int[room];
    }
    Arrays.fill(lengths, 0, room, 0);
    if (in.flag()) {
      readSimple(in);
    } else {
      readLengths(in, symbols);
    }
    in.check();
    int mask = codes.add(lengths, symbols);
    if (mask < 0) {
      throw in.malformed("expected the lengths of a complete prefix code");
    }
    return mask;
  }

  private void readSimple(BitReader in) {
    boolean two = in.flag();
    boolean wide = in.flag();
    lengths[in.read(wide ? 8 : 1)] = 1;
    if (two) {
      lengths[in.read(8)] = 1;
    }
  }

  private void readLengths(BitReader in, int symbols) throws DecodingException {
    Arrays.fill(lengthLengths, 0);
    int given = 4 + in.read(4);
    for (int i = 0; i < given; i++) {
      lengthLengths[LENGTH_ORDER[i]] = in.read(3);
    }
    in.check();
    int root = codes.end();
    int mask = codes.add(lengthLengths, lengthLengths.length);
    if (mask < 0) {
      throw in.malformed("expected a complete prefix code of code lengths");
    }
    int most = symbols;
    if (in.flag()) {
      most = 2 + in.read(2 + 2 * in.read(3));
      if (most > symbols) {
        throw in.malformed("expected at most %d code lengths, found %d".formatted(symbols, most));
      }
    }
    readLengths(in, symbols, most, root, mask);
    codes.cut(root);
  }

  private void readLengths(BitReader in, int symbols, int most, int root, int mask)
      throws DecodingException {
    int previous = FIRST_PREVIOUS;
    int symbol = 0;
    for (int i = 0; i < most && symbol < symbols; i++) {
      in.load();
      int length = codes.read(in, root, mask);
      if (length < REPEAT_PREVIOUS) {
        lengths[symbol++] = length;
        previous = length == 0 ? previous : length;
        continue;
      }
      int repeated = length == REPEAT_PREVIOUS ? previous : 0;
      int count;
      if (length == REPEAT_PREVIOUS) {
        count = 3 + in.take(2);
      } else {
        count = length == SHORT_ZEROS ? 3 + in.take(3) : 11 + in.take(7);
      }
      if (count > symbols - symbol) {
        throw in.malformed(
            "expected %d more code lengths, found %d".formatted(symbols - symbol, count));
      }
      Arrays.fill(lengths, symbol, symbol + count, repeated);
      symbol += count;
    }
  }
}
