package io.flinkmobilenet.image.webp;

import io.flinkmobilenet.image.rows.DecodingException;
import java.util.Arrays;

/**
 * The prefix codes of an image, as tables that are indexed by the next bits: RFC 9649, section
 * 3.7.2.
 *
 * <p>All tables are parts of one array. A table has 2 to the power of its code's longest length
 * entries, at most 256; for longer codes it points to further tables after it. So a table is never
 * much larger than its description in the file: an entry takes 16 bits, and the file must describe
 * at least one entry in 4.
 */
final class PrefixCodes {
  static final int LONGEST = 15;

  private static final int ROOT_BITS = 8;

  /**
   * Bits of an entry for the symbol or the index of a further table; the other 4 bits hold the
   * length.
   */
  private static final int SYMBOL_BITS = 12;

  private static final int SYMBOL_MASK = (1 << SYMBOL_BITS) - 1;

  /** More entries than any table has, even with 2328 symbols of the most uneven lengths. */
  private static final int LARGEST_TABLE = 1 << SYMBOL_BITS;

  /** Number of codes in a group: green and lengths, red, blue, alpha, distances. */
  static final int GROUP = 5;

  /** Limit on all entries, 64 MB. Encoders need only a small fraction of it. */
  private static final int MOST_ENTRIES = 1 << 25;

  private static final int MOST_KEPT = 1 << 20;

  /** Start of each code's table, and the mask for looking up its first table. */
  private int[] codes = new int[2 * GROUP];

  private char[] entries = new char[LARGEST_TABLE];
  private int end;
  private final int[] counts = new int[LONGEST + 1];
  private final int[] next = new int[LONGEST + 1];
  private char[] sorted = new char[0];

  /** Discards all codes. */
  void clear() {
    end = 0;
  }

  /** Releases memory that only unusually many codes need. */
  void release() {
    end = 0;
    if (entries.length > MOST_KEPT) {
      entries = new char[LARGEST_TABLE];
    }
    if (codes.length > MOST_KEPT) {
      codes = new int[2 * GROUP];
    }
  }

  /** Index at which the next added code will start. */
  int end() {
    return end;
  }

  /** Discards the codes that start at the given index or later. */
  void cut(int place) {
    end = place;
  }

  /**
   * Adds a code.
   *
   * @param lengths lengths of the symbols' codes, 0 to 15, where 0 means no code
   * @param symbols number of lengths
   * @return mask for looking up its first table, or -1 if the lengths leave codes unused or need
   *     more codes than exist
   * @throws DecodingException if there are too many codes
   */
  int add(int[] lengths, int symbols) throws DecodingException {
    Arrays.fill(counts, 0);
    for (int i = 0; i < symbols; i++) {
      counts[lengths[i]]++;
    }
    int used = symbols - counts[0];
    if (used == 0 || used > 1 && !complete()) {
      return -1;
    }
    sort(lengths, symbols, used);
    reserve();
    if (used == 1) {
      entries[end++] = sorted[0];
      return 0;
    }
    return fill(used);
  }

  private boolean complete() {
    int free = 1;
    for (int length = 1; length <= LONGEST; length++) {
      free = 2 * free - counts[length];
      if (free < 0) {
        return false;
      }
    }
    return free == 0;
  }

  /** Sorts the symbols by their codes. */
  private void sort(int[] lengths, int symbols, int used) {
    if (sorted.length < used) {
      sorted = new char[used];
    }
    next[1] = 0;
    for (int length = 1; length < LONGEST; length++) {
      next[length + 1] = next[length] + counts[length];
    }
    for (int symbol = 0; symbol < symbols; symbol++) {
      if (lengths[symbol] != 0) {
        sorted[next[lengths[symbol]]++] = (char) symbol;
      }
    }
  }

  private void reserve() throws DecodingException {
    if (end > MOST_ENTRIES - LARGEST_TABLE) {
      throw DecodingException.unsupported(
          "expected prefix codes of at most %d entries, found more".formatted(MOST_ENTRIES));
    }
    if (entries.length < end + LARGEST_TABLE) {
      entries = Arrays.copyOf(entries, 2 * entries.length);
    }
  }

  /**
   * Fills the tables. Bits are reversed because codes are read from their highest bit but the
   * reader delivers the lowest bit first.
   */
  private int fill(int used) {
    int longest = LONGEST;
    while (counts[longest] == 0) {
      longest--;
    }
    int rootBits = Math.min(ROOT_BITS, longest);
    int root = end;
    end += 1 << rootBits;
    int code = 0;
    int length = 1;
    int table = -1;
    int tableBits = 0;
    int tablePrefix = -1;
    int ofLength = counts[1];
    for (int i = 0; i < used; i++, ofLength--, code++) {
      while (ofLength == 0) {
        length++;
        code <<= 1;
        ofLength = counts[length];
      }
      int reversed = Integer.reverse(code) >>> Integer.SIZE - length;
      char symbol = sorted[i];
      if (length <= rootBits) {
        spread(root, reversed, length, rootBits, length, symbol);
        continue;
      }
      int prefix = reversed & (1 << rootBits) - 1;
      if (prefix != tablePrefix) {
        tablePrefix = prefix;
        tableBits = tableBits(length, rootBits, ofLength);
        table = end;
        end += 1 << tableBits;
        entries[root + prefix] = entry(rootBits + tableBits, table - root);
      }
      spread(table, reversed >>> rootBits, length - rootBits, tableBits, length - rootBits, symbol);
    }
    return (1 << rootBits) - 1;
  }

  /** Number of bits that a further table needs to contain all codes with its prefix. */
  private int tableBits(int length, int rootBits, int ofLength) {
    int bits = length - rootBits;
    int free = (1 << bits) - ofLength;
    while (free > 0) {
      bits++;
      free = 2 * free - counts[rootBits + bits];
    }
    return bits;
  }

  private void spread(int table, int first, int step, int bits, int length, char symbol) {
    char entry = entry(length, symbol);
    for (int i = first; i < 1 << bits; i += 1 << step) {
      entries[table + i] = entry;
    }
  }

  private static char entry(int length, int symbol) {
    return (char) (length << SYMBOL_BITS | symbol);
  }

  /** Assigns a number to a code, by which it is selected when symbols are read. */
  void put(int group, int code, int root, int mask) {
    int at = 2 * (GROUP * group + code);
    if (at >= codes.length) {
      codes = Arrays.copyOf(codes, 2 * codes.length);
    }
    codes[at] = root;
    codes[at + 1] = mask;
  }

  /**
   * Reads a symbol. At least 15 bits must have been loaded.
   *
   * @param number number of the code: 5 times the number of its group plus its number in the group
   */
  int read(BitReader in, int number) {
    return read(in, codes[2 * number], codes[2 * number + 1]);
  }

  /**
   * Reads a symbol. At least 15 bits must have been loaded.
   *
   * @param root index at which the code starts
   * @param mask mask for looking up its first table
   */
  int read(BitReader in, int root, int mask) {
    int entry = entries[root + (in.peek() & mask)];
    int length = entry >> SYMBOL_BITS;
    if (length > ROOT_BITS) {
      in.skip(ROOT_BITS);
      int table = root + (entry & SYMBOL_MASK);
      entry = entries[table + (in.peek() & (1 << length - ROOT_BITS) - 1)];
      length = entry >> SYMBOL_BITS;
    }
    in.skip(length);
    return entry & SYMBOL_MASK;
  }
}
