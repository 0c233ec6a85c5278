package io.flinkmobilenet.image.webp;

import java.util.Arrays;

/**
 * The prefix codes of an image, as tables by which the next bits are looked up: RFC 9649, section
 * 3.7.2.
 *
 * <p>All tables are parts of one array. A table has 2 to the power of its code's longest length
 * entries, at most 256; where codes are longer, it points to further tables behind it. So a table
 * is never much larger than what is read of it: 16 bits an entry, of which a file has to say 1 in
 * 4.
 */
final class PrefixCodes {
  static final int LONGEST = 15;

  private static final int ROOT_BITS = 8;

  /** An entry: 4 bits of length, 12 of symbol, or of the place of a further table. */
  private static final int SYMBOL_BITS = 12;

  private static final int SYMBOL_MASK = (1 << SYMBOL_BITS) - 1;

  /** More than any table has: 2328 symbols whose lengths are as uneven as can be. */
  private static final int LARGEST_TABLE = 1 << SYMBOL_BITS;

  /** Codes that go together: green and lengths, red, blue, alpha, distances. */
  static final int GROUP = 5;

  /** 64 MB, many times what encoders write. */
  private static final int MOST_ENTRIES = 1 << 25;

  private static final int MOST_KEPT = 1 << 20;

  /** Where each code begins, and the mask by which its first table is looked up. */
  private int[] codes = new int[2 * GROUP];

  private char[] entries = new char[LARGEST_TABLE];
  private int end;
  private final int[] counts = new int[LONGEST + 1];
  private final int[] next = new int[LONGEST + 1];
  private char[] sorted = new char[0];

  /** Forgets all codes. */
  void clear() {
    end = 0;
  }

  /** Gives up what only unusually many codes need. */
  void release() {
    end = 0;
    if (entries.length > MOST_KEPT) {
      entries = new char[LARGEST_TABLE];
    }
    if (codes.length > MOST_KEPT) {
      codes = new int[2 * GROUP];
    }
  }

  /** Where the code that is added next will begin. */
  int end() {
    return end;
  }

  /** Forgets the codes that were added at a place and later. */
  void cut(int place) {
    end = place;
  }

  /**
   * Adds a code.
   *
   * @param lengths of the symbols' codes, 0 to 15, of which 0 is no code
   * @param symbols how many lengths there are
   * @return the bits by which its first table is looked up, as a mask, or -1 where the lengths
   *     leave codes over or need more than there are
   * @throws WebpException if there are too many codes
   */
  int add(int[] lengths, int symbols) throws WebpException {
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

  /** Puts the symbols into the order of their codes. */
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

  private void reserve() throws WebpException {
    if (end > MOST_ENTRIES - LARGEST_TABLE) {
      throw WebpException.unsupported(
          "expected prefix codes of at most %d entries, found more".formatted(MOST_ENTRIES));
    }
    if (entries.length < end + LARGEST_TABLE) {
      entries = Arrays.copyOf(entries, 2 * entries.length);
    }
  }

  /** Codes are read from their highest bit on, numbers from their lowest: hence the reversals. */
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

  /** How many bits a further table needs so that all codes with its prefix have a place. */
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

  /** Gives a code a number, by which it is found when symbols are read. */
  void put(int group, int code, int root, int mask) {
    int at = 2 * (GROUP * group + code);
    if (at >= codes.length) {
      codes = Arrays.copyOf(codes, 2 * codes.length);
    }
    codes[at] = root;
    codes[at + 1] = mask;
  }

  /**
   * Reads a symbol, of whose code 15 bits have been loaded.
   *
   * @param number of the code: 5 times its group's, and its own in the group
   */
  int read(BitReader in, int number) {
    return read(in, codes[2 * number], codes[2 * number + 1]);
  }

  /**
   * Reads a symbol, of whose code 15 bits have been loaded.
   *
   * @param root where the code begins
   * @param mask by which its first table is looked up
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
