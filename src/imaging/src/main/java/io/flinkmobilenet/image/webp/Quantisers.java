package io.flinkmobilenet.image.webp;

/**
 * Multipliers of a segment's coefficients: RFC 6386, sections 9.6 and 14.1.
 *
 * @param luma [2] for luma: the first coefficient, the others
 * @param means [2] for the means of the luma blocks
 * @param chroma [2] for chroma
 */
record Quantisers(int[] luma, int[] means, int[] chroma) {
  private static final int LARGEST_INDEX = 127;

  /** Index at which the multiplier of chroma's first coefficient reaches its maximum of 132. */
  private static final int LARGEST_CHROMA_INDEX = 117;

  private static final int SMALLEST_OF_MEANS = 8;

  /** Section 14.1, {@code dc_qlookup}. */
  private static final int[] FIRST = {
    4, 5, 6, 7, 8, 9, 10, 10, 11, 12, 13, 14, 15, 16, 17, 17,
    18, 19, 20, 20, 21, 21, 22, 22, 23, 23, 24, 25, 25, 26, 27, 28,
    29, 30, 31, 32, 33, 34, 35, 36, 37, 37, 38, 39, 40, 41, 42, 43,
    44, 45, 46, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58,
    59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74,
    75, 76, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89,
    91, 93, 95, 96, 98, 100, 101, 102, 104, 106, 108, 110, 112, 114, 116, 118,
    122, 124, 126, 128, 130, 132, 134, 136, 138, 140, 143, 145, 148, 151, 154, 157,
  };

  /** Section 14.1, {@code ac_qlookup}. */
  private static final int[] OTHERS = {
    4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
    20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35,
    36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51,
    52, 53, 54, 55, 56, 57, 58, 60, 62, 64, 66, 68, 70, 72, 74, 76,
    78, 80, 82, 84, 86, 88, 90, 92, 94, 96, 98, 100, 102, 104, 106, 108,
    110, 112, 114, 116, 119, 122, 125, 128, 131, 134, 137, 140, 143, 146, 149, 152,
    155, 158, 161, 164, 167, 170, 173, 177, 181, 185, 189, 193, 197, 201, 205, 209,
    213, 217, 221, 225, 229, 234, 239, 245, 249, 254, 259, 264, 269, 274, 279, 284,
  };

  /**
   * Reads the indices.
   *
   * @return [segment]
   */
  static Quantisers[] read(BoolReader in, Segments segments) {
    int index = in.number(7);
    int lumaFirst = in.optionalSigned(4);
    int meansFirst = in.optionalSigned(4);
    int meansOthers = in.optionalSigned(4);
    int chromaFirst = in.optionalSigned(4);
    int chromaOthers = in.optionalSigned(4);
    Quantisers[] all = new Quantisers[Segments.COUNT];
    for (int segment = 0; segment < all.length; segment++) {
      int of = segments.quantiser(segment, index);
      int means = at(OTHERS, of + meansOthers) * 155 / 100;
      int chroma = FIRST[Math.max(0, Math.min(LARGEST_CHROMA_INDEX, of + chromaFirst))];
      all[segment] =
          new Quantisers(
              new int[] {at(FIRST, of + lumaFirst), at(OTHERS, of)},
              new int[] {2 * at(FIRST, of + meansFirst), Math.max(SMALLEST_OF_MEANS, means)},
              new int[] {chroma, at(OTHERS, of + chromaOthers)});
    }
    return all;
  }

  private static int at(int[] table, int index) {
    return table[Math.max(0, Math.min(LARGEST_INDEX, index))];
  }
}
