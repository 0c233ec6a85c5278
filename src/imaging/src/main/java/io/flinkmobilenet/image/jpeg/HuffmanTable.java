package io.flinkmobilenet.image.jpeg;

/**
 * A Huffman table in a form that is fast to decode: ITU-T T.81, annex C and section F.2.2.3.
 *
 * <p>The next bits of the data index a table. Its entry describes the code with which these bits
 * begin, so that nearly every code takes one step. Fields of an entry, which is 0 if no code begins
 * with these bits:
 *
 * <table>
 *   <caption>Bits of an entry</caption>
 *   <tr><td>0 to 5</td><td>bits of the code and of the number after it</td></tr>
 *   <tr><td>6 to 11</td><td>bits of the code</td></tr>
 *   <tr><td>12 to 15</td><td>bits of the number: SSSS of the symbol</td></tr>
 *   <tr><td>16 to 19</td><td>zeros before it: RRRR of the symbol</td></tr>
 *   <tr><td>20 to 27</td><td>coefficients that are complete after it; {@link #END} for end of block</td>
 * </table>
 */
final class HuffmanTable {
  /** Bits that index the table; codes of up to this length take one step. */
  static final int LOOKAHEAD = 10;

  /** Marks the end of a block: more coefficients than a block has. */
  static final int END = 128;

  /** Bits that index {@link #skips}. */
  static final int SKIP_LOOKAHEAD = 12;

  /** Added to the number of coefficients in an entry of {@link #skips} that ends the block. */
  static final int SKIP_END = 128;

  /** Entry of {@link #skips} without codes: 64 coefficients, more than can follow in a block. */
  private static final int SKIP_NONE = 64 << 6;

  private static final int LONGEST = 16;

  private final int[] entries = new int[1 << LOOKAHEAD];
  private final int[] longEntries = new int[256];
  private final int[] firstSymbol = new int[LONGEST + 1];
  private final int[] firstCode = new int[LONGEST + 1];
  private final int[] counts = new int[LONGEST + 1];
  private boolean onlySizes = true;
  private short[] skips;

  /**
   * Builds a table.
   *
   * @param counts number of codes of each length, [1, 16]; their sum, at most 256, is the number of
   *     symbols
   * @param symbols in the order of their codes
   * @param at index of the first symbol
   * @return null if the lengths require more codes than exist
   */
  static HuffmanTable of(int[] counts, byte[] symbols, int at) {
    HuffmanTable table = new HuffmanTable();
    int code = 0;
    int symbol = 0;
    for (int length = 1; length <= LONGEST; length++) {
      table.counts[length] = counts[length];
      table.firstCode[length] = code;
      table.firstSymbol[length] = symbol;
      for (int i = 0; i < counts[length]; i++) {
        table.add(code, length, symbol, symbols[at + symbol] & 0xff);
        code++;
        symbol++;
      }
      // The code that consists of ones only is reserved: section C.2.
      if (code >= 1 << length && counts[length] > 0) {
        return null;
      }
      code <<= 1;
    }
    return table;
  }

  private void add(int code, int length, int index, int symbol) {
    int run = symbol >> 4;
    int size = symbol & 15;
    int done = size > 0 || run == 15 ? run + 1 : END;
    int entry = length + size | length << 6 | size << 12 | run << 16 | done << 20;
    onlySizes &= run == 0;
    longEntries[index] = entry;
    if (length <= LOOKAHEAD) {
      int spare = LOOKAHEAD - length;
      int from = code << spare;
      for (int i = from; i < Math.min(from + (1 << spare), entries.length); i++) {
        entries[i] = entry;
      }
    }
  }

  /**
   * Entries indexed by the next {@link #LOOKAHEAD} bits; 0 for longer codes and for bits that are
   * no code.
   */
  int[] entries() {
    return entries;
  }

  /**
   * The entry of the code longer than {@link #LOOKAHEAD} with which the 64 bits begin; 0 if there
   * is none.
   */
  int longEntry(long bits) {
    for (int length = LOOKAHEAD + 1; length <= LONGEST; length++) {
      int offset = (int) (bits >>> 64 - length) - firstCode[length];
      if (offset >= 0 && offset < counts[length]) {
        return longEntries[firstSymbol[length] + offset];
      }
    }
    return 0;
  }

  /**
   * Skip table, indexed by the next {@link #SKIP_LOOKAHEAD} bits. An entry sums up all codes that
   * are complete in these bits, with their numbers; the last number may extend beyond them. Bits 0
   * to 5 hold the number of bits consumed, at most 27. The bits above hold the number of
   * coefficients skipped, with {@link #SKIP_END} and one more coefficient added if the block ends.
   * Entries without a complete code, and those that skip more coefficients than a block has, hold
   * 64 coefficients.
   */
  short[] skips() {
    if (skips == null) {
      skips = new short[1 << SKIP_LOOKAHEAD];
      for (int i = 0; i < skips.length; i++) {
        skips[i] = skip((long) i << 64 - SKIP_LOOKAHEAD);
      }
    }
    return skips;
  }

  private short skip(long bits) {
    int used = 0;
    int done = 0;
    while (done < SKIP_END && used < SKIP_LOOKAHEAD) {
      int entry = entries[(int) (bits << used >>> 64 - LOOKAHEAD)];
      if (entry == 0 || used + (entry >>> 6 & 63) > SKIP_LOOKAHEAD) {
        break;
      }
      used += entry & 63;
      done += entry >>> 20 == END ? SKIP_END + 1 : entry >>> 20;
      if ((done & SKIP_END - 1) >= 64) {
        return SKIP_NONE;
      }
    }
    return (short) (used == 0 ? SKIP_NONE : done << 6 | used);
  }

  /** True if all symbols are sizes of numbers, as a table for DC coefficients requires. */
  boolean hasOnlySizes() {
    return onlySizes;
  }
}
