package io.flinkmobilenet.image.webp;

import java.util.Arrays;

/** Recently used colours, indexed by their hash: RFC 9649, section 3.6.2.3. */
final class ColourCache {
  static final int MOST_BITS = 11;

  private static final int FACTOR = 0x1e35a7bd;

  private final int[] colours = new int[1 << MOST_BITS];
  private int shift;

  /**
   * Discards all colours.
   *
   * @param bits length of the hash, at least 1
   */
  void clear(int bits) {
    shift = Integer.SIZE - bits;
    Arrays.fill(colours, 0, 1 << bits, 0);
  }

  /** Adds a colour. */
  void add(int argb) {
    colours[FACTOR * argb >>> shift] = argb;
  }

  /** The colour with the given hash. */
  int get(int hash) {
    return colours[hash];
  }
}
