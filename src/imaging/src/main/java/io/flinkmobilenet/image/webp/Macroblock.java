package io.flinkmobilenet.image.webp;

/** The data of one macroblock of 16 x 16 pixels: RFC 6386, sections 11 and 13. */
final class Macroblock {
  static final int LUMA_BLOCKS = 16;
  static final int BLOCKS = 24;
  static final int COEFFICIENTS = 16;

  /** Prediction modes, in the order of the RFC. The first four also apply to larger blocks. */
  static final int DC = 0;

  static final int TRUE_MOTION = 1;
  static final int VERTICAL = 2;
  static final int HORIZONTAL = 3;
  static final int LEFT_DOWN = 4;
  static final int RIGHT_DOWN = 5;
  static final int VERTICAL_RIGHT = 6;
  static final int VERTICAL_LEFT = 7;
  static final int HORIZONTAL_DOWN = 8;
  static final int HORIZONTAL_UP = 9;
  static final int MODES = 10;

  /** Contents of a block of coefficients. */
  static final byte NOTHING = 0;

  static final byte FIRST_ONLY = 1;
  static final byte MANY = 2;

  int segment;

  /** True if the macroblock is marked as having no coefficients. */
  boolean skipped;

  /** True if luma is predicted by subblocks of 4 x 4. */
  boolean bySubblocks;

  /** Prediction mode of luma as a whole. */
  int lumaMode;

  /** Prediction modes of the subblocks, row by row. */
  final int[] subblockModes = new int[LUMA_BLOCKS];

  int chromaMode;

  /** [16 of luma, 4 of U, 4 of V][16], multiplied; zeros after the transform. */
  final int[] coefficients = new int[BLOCKS * COEFFICIENTS];

  /** Contents of each block: {@link #NOTHING}, {@link #FIRST_ONLY} or {@link #MANY}. */
  final byte[] contents = new byte[BLOCKS];

  /** True if any block has coefficients. */
  boolean hasCoefficients;
}
