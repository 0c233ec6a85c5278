package io.flinkmobilenet.image.jpeg;

import java.util.Arrays;

/**
 * The latest Huffman tables of a decoder. The images of a camera, and all images without optimised
 * tables, have the same ones, and to lay them out takes as long as a fifth of a small image. Not
 * thread-safe.
 */
final class KeptHuffmanTables {
  /** The number of tables of a frame with a second pair for its colours, twice. */
  private static final int MOST = 8;

  private static final int LENGTHS = 16;

  private final byte[][] definitions = new byte[MOST][];
  private final HuffmanTable[] tables = new HuffmanTable[MOST];
  private int next;

  /**
   * Returns the table with a definition.
   *
   * @param file contains the definition: the number of codes of each length, then the symbols
   * @param at index of its first byte
   * @return null if the lengths require more codes than exist
   */
  HuffmanTable get(byte[] file, int at) {
    int[] counts = new int[LENGTHS + 1];
    int end = at + LENGTHS;
    for (int length = 1; length <= LENGTHS; length++) {
      counts[length] = file[at + length - 1] & 0xff;
      end += counts[length];
    }
    for (int i = 0; i < MOST && definitions[i] != null; i++) {
      if (Arrays.equals(file, at, end, definitions[i], 0, definitions[i].length)) {
        return tables[i];
      }
    }
    HuffmanTable table = HuffmanTable.of(counts, file, at + LENGTHS);
    if (table != null) {
      definitions[next] = Arrays.copyOfRange(file, at, end);
      tables[next] = table;
      next = (next + 1) % MOST;
    }
    return table;
  }
}
