package io.flinkmobilenet.image.webp;

import java.util.Arrays;

/**
 * Reads the prediction modes of macroblocks from the first partition: RFC 6386, sections 10, 11 and
 * 19.3.
 */
final class ModeReader {
  /** Stands for the probability if macroblocks do not state whether they have coefficients. */
  static final int NEVER_SKIPPED = -1;

  private static final int A_ROW = 4;

  private final BoolReader in;
  private final Segments segments;

  /** Probability that a macroblock has coefficients, or {@link #NEVER_SKIPPED}. */
  private final int skipProbability;

  /** Modes of the subblocks above, four per macroblock of a row. */
  private final int[] above;

  private final int[] left = new int[A_ROW];

  /**
   * Creates a reader before the first macroblock.
   *
   * @param above array of at least {@link #contexts} modes
   */
  ModeReader(FrameHeader header, int[] above) {
    in = header.modes();
    segments = header.segments();
    skipProbability = header.skipProbability();
    this.above = above;
    Arrays.fill(above, Macroblock.DC);
  }

  /** Number of modes kept for a row of the given number of macroblocks. */
  static int contexts(int columns) {
    return columns * A_ROW;
  }

  /** Starts a row. */
  void startRow() {
    Arrays.fill(left, Macroblock.DC);
  }

  /**
   * Reads the modes of the next macroblock.
   *
   * @param column column of the macroblock
   */
  void read(Macroblock block, int column) {
    block.segment = segments.mapped() ? segment() : 0;
    block.skipped = skipProbability != NEVER_SKIPPED && in.bit(skipProbability) != 0;
    block.bySubblocks = in.bit(145) == 0;
    int first = column * A_ROW;
    if (block.bySubblocks) {
      readSubblocks(block.subblockModes, first);
    } else {
      block.lumaMode = lumaMode();
      Arrays.fill(above, first, first + A_ROW, block.lumaMode);
      Arrays.fill(left, block.lumaMode);
    }
    block.chromaMode = chromaMode();
  }

  private int segment() {
    int[] tree = segments.tree();
    return in.bit(tree[0]) == 0 ? in.bit(tree[1]) : 2 + in.bit(tree[2]);
  }

  private int lumaMode() {
    if (in.bit(156) == 0) {
      return in.bit(163) == 0 ? Macroblock.DC : Macroblock.VERTICAL;
    }
    return in.bit(128) == 0 ? Macroblock.HORIZONTAL : Macroblock.TRUE_MOTION;
  }

  private int chromaMode() {
    if (in.bit(142) == 0) {
      return Macroblock.DC;
    }
    if (in.bit(114) == 0) {
      return Macroblock.VERTICAL;
    }
    return in.bit(183) == 0 ? Macroblock.HORIZONTAL : Macroblock.TRUE_MOTION;
  }

  private void readSubblocks(int[] modes, int first) {
    for (int i = 0; i < modes.length; i++) {
      int x = first + i % A_ROW;
      int y = i / A_ROW;
      int mode = subblockMode(SubblockModeProbabilities.start(above[x], left[y]));
      modes[i] = mode;
      above[x] = mode;
      left[y] = mode;
    }
  }

  /**
   * Reads a mode with the tree of section 11.2, whose branches are numbered like the table's
   * columns.
   */
  private int subblockMode(int start) {
    if (branch(start) == 0) {
      return Macroblock.DC;
    }
    if (branch(start + 1) == 0) {
      return Macroblock.TRUE_MOTION;
    }
    if (branch(start + 2) == 0) {
      return Macroblock.VERTICAL;
    }
    if (branch(start + 3) == 0) {
      if (branch(start + 4) == 0) {
        return Macroblock.HORIZONTAL;
      }
      return branch(start + 5) == 0 ? Macroblock.RIGHT_DOWN : Macroblock.VERTICAL_RIGHT;
    }
    if (branch(start + 6) == 0) {
      return Macroblock.LEFT_DOWN;
    }
    if (branch(start + 7) == 0) {
      return Macroblock.VERTICAL_LEFT;
    }
    return branch(start + 8) == 0 ? Macroblock.HORIZONTAL_DOWN : Macroblock.HORIZONTAL_UP;
  }

  private int branch(int place) {
    return in.bit(SubblockModeProbabilities.at(place));
  }
}
