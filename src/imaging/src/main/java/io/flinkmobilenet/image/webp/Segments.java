package io.flinkmobilenet.image.webp;

/**
 * Parameters that differ between segments of macroblocks: RFC 6386, sections 9.3 and 10.
 *
 * @param used true if there are segments
 * @param mapped true if each macroblock states its segment; otherwise all belong to the first
 * @param absolute true if the numbers replace those of the frame; otherwise they are added to them
 * @param quantisers [4] quantiser indices
 * @param filterLevels [4] levels of the loop filter
 * @param tree [3] probabilities for reading a macroblock's segment
 */
record Segments(
    boolean used,
    boolean mapped,
    boolean absolute,
    int[] quantisers,
    int[] filterLevels,
    int[] tree) {
  static final int COUNT = 4;

  static Segments read(BoolReader in) {
    int[] quantisers = new int[COUNT];
    int[] filterLevels = new int[COUNT];
    int[] tree = {255, 255, 255};
    if (!in.flag()) {
      return new Segments(false, false, false, quantisers, filterLevels, tree);
    }
    boolean mapped = in.flag();
    boolean absolute = true;
    if (in.flag()) {
      absolute = in.flag();
      for (int i = 0; i < COUNT; i++) {
        quantisers[i] = in.optionalSigned(7);
      }
      for (int i = 0; i < COUNT; i++) {
        filterLevels[i] = in.optionalSigned(6);
      }
    }
    for (int i = 0; mapped && i < tree.length; i++) {
      tree[i] = in.flag() ? in.number(8) : 255;
    }
    return new Segments(true, mapped, absolute, quantisers, filterLevels, tree);
  }

  /** The quantiser index of a segment, given that of the frame. */
  int quantiser(int segment, int ofFrame) {
    return value(quantisers[segment], ofFrame);
  }

  /** The filter level of a segment, given that of the frame. */
  int filterLevel(int segment, int ofFrame) {
    return value(filterLevels[segment], ofFrame);
  }

  private int value(int ofSegment, int ofFrame) {
    if (!used) {
      return ofFrame;
    }
    return absolute ? ofSegment : ofFrame + ofSegment;
  }
}
