package io.flinkmobilenet.image.webp;

/**
 * How the edges of blocks are smoothed: RFC 6386, sections 9.4 and 15.
 *
 * @param simple whether the filter is the simple one, of luma alone
 * @param level of the frame, 0 to 63; with 0 nothing is filtered, whatever the segments say
 * @param sharpness 0 to 7
 * @param intraDelta added to the level of every macroblock
 * @param subblocksDelta added besides where luma is predicted by subblocks
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

  /** Of the deltas only the first of each kind is about key frames. */
  private static void readDeltas(BoolReader in, int[] deltas) {
    for (int i = 0; i < DELTAS; i++) {
      deltas[i] = in.optionalSigned(6);
    }
  }
}
