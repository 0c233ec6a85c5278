package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.image.rows.DecodingException;

/**
 * The tables that segments between frames and scans define and redefine: ITU-T T.81, sections
 * B.2.4.1 to B.2.4.4.
 */
final class Tables {
  /** Extra entries past the block's end, for the longest run that a damaged block can contain. */
  static final int RUN_BEYOND_END = 16;

  /**
   * Index in the block of each coefficient in zigzag order; extra entries point outside the block.
   */
  static final int[] NATURAL = natural();

  /** Set of the coefficients up to each one in zigzag order, as bits 8 * row + column. */
  static final long[] UP_TO = upTo();

  private final byte[] file;
  private final int[][] multipliers = new int[4][];

  /** Offset of each Huffman table's definition, DC tables first; 0 for none. */
  private final int[] definitions = new int[8];

  private final HuffmanTable[] laidOut = new HuffmanTable[8];
  private KeptHuffmanTables kept = new KeptHuffmanTables();
  private final ArithmeticConditioning conditioning = new ArithmeticConditioning();
  private int restartInterval;
  private boolean progressive;

  Tables(byte[] file) {
    this.file = file;
  }

  private static int[] natural() {
    int[] natural = new int[64 + RUN_BEYOND_END];
    int row = 0;
    int column = 0;
    for (int k = 0; k < 64; k++) {
      natural[k] = row * 8 + column;
      boolean up = (row + column) % 2 == 0;
      if (up && column == 7 || !up && row < 7 && column == 0) {
        row++;
      } else if (up && row == 0 || !up && row == 7) {
        column++;
      } else {
        row += up ? -1 : 1;
        column += up ? 1 : -1;
      }
    }
    for (int k = 64; k < natural.length; k++) {
      natural[k] = 64;
    }
    return natural;
  }

  private static long[] upTo() {
    long[] upTo = new long[64];
    long all = 0;
    for (int k = 0; k < 64; k++) {
      all |= 1L << NATURAL[k];
      upTo[k] = all;
    }
    return upTo;
  }

  /** Uses the Huffman tables of earlier images where this one has the same. */
  void keepIn(KeptHuffmanTables tables) {
    kept = tables;
  }

  /** Sets the frame to which the tables belong. */
  void frame(Frame frame) {
    progressive = frame.progressive();
  }

  /** Reads a segment that may define tables. */
  void read(Markers in, int marker) throws DecodingException {
    if (marker == Markers.DQT) {
      quantisation(in);
    } else if (marker == Markers.DHT) {
      huffman(in);
    } else if (marker == Markers.DAC) {
      conditioning.read(in);
    } else if (marker == Markers.DRI) {
      restartInterval = in.u16();
    }
  }

  private void quantisation(Markers in) throws DecodingException {
    while (in.remaining() > 0) {
      int kind = in.u8();
      if ((kind & 15) > 3 || kind >> 4 > 1) {
        throw in.malformed("names quantisation table %02x, expected 0x or 1x".formatted(kind));
      }
      in.require(64 << (kind >> 4));
      int[] table = new int[64 + RUN_BEYOND_END];
      for (int k = 0; k < 64; k++) {
        table[k] = kind >> 4 == 0 ? in.u8() : in.u16();
      }
      multipliers[kind & 15] = table;
    }
  }

  /**
   * Records only the offset of a table, because a file may have many tables that are never used.
   */
  private void huffman(Markers in) throws DecodingException {
    while (in.remaining() > 0) {
      int kind = in.u8();
      if ((kind & 15) > 3 || kind >> 4 > 1) {
        throw in.malformed("names Huffman table %02x, expected 00 to 13".formatted(kind));
      }
      int table = kind >> 4 << 2 | kind & 3;
      definitions[table] = in.at();
      laidOut[table] = null;
      int symbols = 0;
      for (int length = 1; length <= 16; length++) {
        symbols += in.u8();
      }
      if (symbols > 256) {
        throw in.malformed("has a Huffman table of " + symbols + " codes, expected at most 256");
      }
      in.require(symbols);
      in.skip(symbols);
    }
  }

  /** Multipliers of coefficients in zigzag order [80]. */
  int[] multipliers(int table) throws DecodingException {
    if (multipliers[table] == null) {
      throw DecodingException.malformed("expected quantisation table " + table + ", found none");
    }
    return multipliers[table];
  }

  HuffmanTable dc(int number) throws DecodingException {
    HuffmanTable table = huffman(number, "DC");
    if (!table.hasOnlySizes()) {
      throw DecodingException.malformed(
          "DC Huffman table " + number + " has a symbol over 15, expected sizes");
    }
    return table;
  }

  HuffmanTable ac(int number) throws DecodingException {
    return huffman(4 + number, "AC");
  }

  /**
   * A table as the file defines it or, if the file omits it and the frame is sequential, as the
   * standard does. Progressive frames need tables with other symbols.
   */
  private HuffmanTable huffman(int table, String kind) throws DecodingException {
    if (laidOut[table] == null) {
      int at = definitions[table];
      byte[] standard = at == 0 && !progressive ? StandardTables.definition(table) : null;
      if (at == 0 && standard == null) {
        throw DecodingException.malformed(
            "expected " + kind + " Huffman table " + (table & 3) + ", found none");
      }
      laidOut[table] = standard == null ? kept.get(file, at) : kept.get(standard, 0);
      if (laidOut[table] == null) {
        throw DecodingException.malformed(
            "Huffman table at byte " + at + " has more codes of a length than there are");
      }
    }
    return laidOut[table];
  }

  ArithmeticConditioning conditioning() {
    return conditioning;
  }

  /** MCUs between restart markers; 0 if there are no such markers. */
  int restartInterval() {
    return restartInterval;
  }
}
