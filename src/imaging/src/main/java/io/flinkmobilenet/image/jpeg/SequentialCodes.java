package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.image.rows.DecodingException;

/** Reads blocks of sequential scans: ITU-T T.81, section F.2.2. */
final class SequentialCodes {
  private static final int SHIFT = 64 - HuffmanTable.LOOKAHEAD;

  private SequentialCodes() {}

  /**
   * Reads a block and multiplies its coefficients up to {@link Component#lastWanted}.
   *
   * @param group receives them as its next block
   * @return the last coefficient that may differ from zero
   */
  static int read(EntropyData in, Component component, BlockGroup group) throws DecodingException {
    int lastWanted = component.lastWanted;
    byte[] bytes = in.bytes();
    long bits = in.bits;
    int count = in.count;
    int position = in.position;
    int[] multipliers = component.multipliers;
    int[] block = group.coefficients;
    int[] places = group.places;
    int first = group.next();
    int[] entries = component.ac.entries();

    bits |= (long) EntropyData.LONG.get(bytes, position) >>> count;
    position += 63 - count >> 3;
    count |= 56;
    int entry = component.dc.entries()[(int) (bits >>> SHIFT)];
    if (entry == 0) {
      entry = longEntry(in, component.dc, bits, count, position);
    }
    component.predictor += value(bits << (entry >>> 6), entry >>> 12 & 15);
    block[first] = (short) component.predictor * multipliers[0];
    bits <<= entry;
    count -= entry & 63;

    int k = 0;
    while (k < lastWanted) {
      bits |= (long) EntropyData.LONG.get(bytes, position) >>> count;
      position += 63 - count >> 3;
      count |= 56;
      entry = entries[(int) (bits >>> SHIFT)];
      if (entry == 0) {
        entry = longEntry(in, component.ac, bits, count, position);
      }
      int size = entry >>> 12 & 15;
      k += entry >>> 20;
      if (size != 0) {
        block[places[k] + first] = value(bits << (entry >>> 6), size) * multipliers[k];
      }
      bits <<= entry;
      count -= entry & 63;
    }
    int last = k < HuffmanTable.END ? k : k - HuffmanTable.END;
    in.bits = bits;
    in.count = count;
    in.position = position;
    skip(in, component.ac, k);
    return last;
  }

  /**
   * Skips a block whose samples are not needed; only its DC coefficient is read, for the next
   * block.
   */
  static void skip(EntropyData in, Component component) throws DecodingException {
    component.predictor += readDc(in, component.dc);
    skip(in, component.ac, 0);
  }

  /** Skips the rest of a block after the given number of coefficients, several codes at a time. */
  private static void skip(EntropyData in, HuffmanTable table, int from) throws DecodingException {
    int k = from;
    if (k < 63) {
      byte[] bytes = in.bytes();
      long bits = in.bits;
      int count = in.count;
      int position = in.position;
      short[] skips = table.skips();
      int[] entries = table.entries();
      do {
        bits |= (long) EntropyData.LONG.get(bytes, position) >>> count;
        position += 63 - count >> 3;
        count |= 56;
        int skip = skips[(int) (bits >>> 64 - HuffmanTable.SKIP_LOOKAHEAD)];
        int next = k + (skip >> 6);
        if ((next & HuffmanTable.SKIP_END - 1) < 64) {
          k = next;
          bits <<= skip;
          count -= skip & 63;
          // The bits left after this step suffice for another one.
          skip = skips[(int) (bits >>> 64 - HuffmanTable.SKIP_LOOKAHEAD)];
          next = k + (skip >> 6);
          if (k < 63 && (next & HuffmanTable.SKIP_END - 1) < 64) {
            k = next;
            bits <<= skip;
            count -= skip & 63;
          }
        } else {
          int entry = entries[(int) (bits >>> SHIFT)];
          if (entry == 0) {
            entry = longEntry(in, table, bits, count, position);
          }
          k += entry >>> 20;
          bits <<= entry;
          count -= entry & 63;
        }
      } while (k < 63);
      in.bits = bits;
      in.count = count;
      in.position = position;
    }
    check(in, k);
  }

  /**
   * The number in the first {@code size} of the 64 bits; 0 for size 0: section F.2.2.1, EXTEND. A
   * number whose highest bit is not set is negative: table F.1.
   */
  static int value(long bits, int size) {
    return (int) (bits >>> 1 >>> 63 - size) + ((int) (~bits >> 63) & (-1 << size) + 1);
  }

  static int longEntry(EntropyData in, HuffmanTable table, long bits, int count, int position)
      throws DecodingException {
    int entry = table.longEntry(bits);
    if (entry == 0) {
      in.count = count;
      in.position = position;
      throw in.badCode();
    }
    return entry;
  }

  /** Reads a block and stores its quantised coefficients in zigzag order. */
  static void store(EntropyData in, Component component, int at) throws DecodingException {
    component.predictor += readDc(in, component.dc);
    short[] coefficients = component.coefficients;
    coefficients[at] = (short) component.predictor;
    int k = 0;
    while (k < 63) {
      int entry = next(in, component.ac);
      k += entry >>> 20;
      int size = entry >>> 12 & 15;
      if (size != 0 && k < 64) {
        coefficients[at + k] = (short) number(in, size);
      }
    }
    check(in, k);
  }

  private static void check(EntropyData in, int k) throws DecodingException {
    in.checkEnd();
    if (k > 63 && k < HuffmanTable.END) {
      throw in.malformed("expected at most 64 coefficients, found coefficient " + k);
    }
  }

  /** Reads the difference from the previous DC coefficient: section F.2.2.1. */
  static int readDc(EntropyData in, HuffmanTable table) throws DecodingException {
    int size = next(in, table) >>> 12 & 15;
    return size == 0 ? 0 : number(in, size);
  }

  /**
   * Reads a code without the number after it, and ensures that 16 bits are loaded for this number.
   */
  static int next(EntropyData in, HuffmanTable table) throws DecodingException {
    refill(in);
    int entry = table.entries()[(int) (in.bits >>> SHIFT)];
    if (entry == 0) {
      entry = table.longEntry(in.bits);
      if (entry == 0) {
        throw in.badCode();
      }
    }
    int length = entry >>> 6 & 63;
    in.bits <<= length;
    in.count -= length;
    return entry;
  }

  /** Reads a number of {@code size} bits, at least 1: section F.2.2.1, EXTEND. */
  static int number(EntropyData in, int size) {
    int value = value(in.bits, size);
    in.bits <<= size;
    in.count -= size;
    return value;
  }

  static void refill(EntropyData in) {
    if (in.count < 32) {
      in.bits |= (long) EntropyData.LONG.get(in.bytes(), in.position) >>> in.count;
      in.position += 63 - in.count >> 3;
      in.count |= 56;
    }
  }
}
