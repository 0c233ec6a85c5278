package io.flinkmobilenet.image.jpeg;

import java.util.HexFormat;

/**
 * The typical Huffman tables of ITU-T T.81, annex K.3. Motion JPEG omits them from its frames and
 * expects every decoder to know them.
 */
final class StandardTables {
  private static final String SIZES = "000102030405060708090a0b";

  /**
   * Tables 0 and 1 for DC coefficients, then tables 0 and 1 for AC coefficients, in the format of a
   * segment: the number of codes of each length, then the symbols.
   */
  private static final String[] SEGMENTS = {
    "00010501010101010100000000000000" + SIZES,
    "00030101010101010101010000000000" + SIZES,
    "0002010303020403050504040000017d"
        + "01020300041105122131410613516107227114328191a1082342b1c11552d1f0"
        + "2433627282090a161718191a25262728292a3435363738393a43444546474849"
        + "4a535455565758595a636465666768696a737475767778797a83848586878889"
        + "8a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5"
        + "c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8"
        + "f9fa",
    "00020102040403040705040400010277"
        + "000102031104052131061241510761711322328108144291a1b1c109233352f0"
        + "156272d10a162434e125f11718191a262728292a35363738393a434445464748"
        + "494a535455565758595a636465666768696a737475767778797a828384858687"
        + "88898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3"
        + "c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8"
        + "f9fa",
  };

  private StandardTables() {}

  /**
   * The bytes of a segment that define a table; null if the standard has no such table.
   *
   * @param table number of the table, plus 4 for AC coefficients
   */
  static byte[] definition(int table) {
    int number = table & 3;
    return number < 2 ? HexFormat.of().parseHex(SEGMENTS[(table >> 2) * 2 + number]) : null;
  }
}
