package io.flinkmobilenet.image.webp;

/**
 * Parameters of the filter that smooths the edges of blocks: RFC 6386, sections 9.4 and 15.
 *
 * @param simple true if the filter is the simple one, which smooths luma only
 * @param level level of the frame, 0 to 63; 0 turns filtering off regardless of the segments
 * @param sharpness 0 to 7
 * @param intraDelta added to the level of every macroblock
 * @param subblocksDelta added as well if luma is predicted by subblocks
 */
record FilterHeader(boolean simple, int level, int sharpness, int intraDelta, int subblocksDelta) {
  private static final int DELTAS = 4;

  static FilterHeader read(BoolReader in) {
    boolean simple = in.flag();
    int level = in.number(6);
    int sharpness = in.number(3);
    boolean adjusted = in.flag();
    int[] references = new int[DELTAS];
    int[] modes = new int[DELTAS];
    if (adjusted && in.flag()) {
      readDeltas(in, references);
      readDeltas(in, modes);
    }
    return new FilterHeader(simple, level, sharpness, references[0], modes[0]);
  }

  /** Reads the deltas. Only the first of each kind applies to key frames. */
  private static void readDeltas(BoolReader in, int[] deltas) {
    for (int i = 0; i < DELTAS; i++) {
      deltas[i] = in.optionalSigned(6);
    }
  }
}
