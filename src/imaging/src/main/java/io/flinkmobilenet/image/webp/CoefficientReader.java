package io.flinkmobilenet.image.webp;

import java.util.Arrays;

/** Reads the coefficients of macroblocks: RFC 6386, section 13. */
final class CoefficientReader {
  /** Kinds of blocks, which have different probabilities: section 13.3. */
  private static final int LUMA_WITHOUT_FIRST = 0;

  private static final int MEANS = 1;
  private static final int CHROMA = 2;
  private static final int LUMA = 3;

  /** Contexts per macroblock along an edge: 4 for luma, 2 for U, 2 for V, 1 for the means. */
  private static final int CONTEXTS = 9;

  private static final int MEANS_CONTEXT = 8;

  private static final int[] ZIGZAG = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};

  /**
   * Index of the probabilities of each coefficient's band, with one extra entry past the last
   * coefficient.
   */
  private static final int[] BAND = bands(0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 0);

  /** Section 13.2, {@code Pcat1} to {@code Pcat6}, and the smallest value of each category. */
  private static final int[][] CATEGORIES = {
    {159},
    {165, 145},
    {173, 148, 140},
    {176, 155, 140, 135},
    {180, 157, 141, 134, 130},
    {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}
  };

  private static final int[] CATEGORY_STARTS = {5, 7, 11, 19, 35, 67};

  private final int[] probabilities;
  private final Quantisers[] quantisers;

  /** 1 if the block above has coefficients, otherwise 0: nine entries per macroblock of a row. */
  private final int[] above;

  private final int[] left = new int[CONTEXTS];
  private final int[] means = new int[Macroblock.COEFFICIENTS];

  /**
   * Creates a reader before the first macroblock.
   *
   * @param above array of at least {@link #contexts} values
   */
  CoefficientReader(FrameHeader header, int[] above) {
    probabilities = header.probabilities();
    quantisers = header.quantisers();
    this.above = above;
    Arrays.fill(above, 0);
  }

  private static int[] bands(int... bands) {
    return Arrays.stream(bands).map(band -> band * TokenProbabilities.A_BAND).toArray();
  }

  /** Number of values kept for a row of the given number of macroblocks. */
  static int contexts(int columns) {
    return columns * CONTEXTS;
  }

  /** Starts a row. */
  void startRow() {
    Arrays.fill(left, 0);
  }

  /** Reads the coefficients of a macroblock whose modes are known. */
  void read(BoolReader in, Macroblock block, int column) {
    int at = column * CONTEXTS;
    if (block.skipped) {
      skip(block, at);
      return;
    }
    Quantisers of = quantisers[block.segment];
    int kind = LUMA;
    if (!block.bySubblocks) {
      kind = LUMA_WITHOUT_FIRST;
      readMeans(in, block, of.means(), at + MEANS_CONTEXT);
    }
    int all = blocks(in, block, 0, 4, kind, of.luma(), at, 0);
    all |= blocks(in, block, Macroblock.LUMA_BLOCKS, 2, CHROMA, of.chroma(), at + 4, 4);
    all |= blocks(in, block, Macroblock.LUMA_BLOCKS + 4, 2, CHROMA, of.chroma(), at + 6, 6);
    block.hasCoefficients = all != 0;
  }

  /**
   * Resets the contexts of a macroblock without coefficients. The context of the means is kept if
   * the macroblock has no block of means: section 13.1.
   */
  private void skip(Macroblock block, int at) {
    int contexts = block.bySubblocks ? MEANS_CONTEXT : CONTEXTS;
    Arrays.fill(above, at, at + contexts, 0);
    Arrays.fill(left, 0, contexts, 0);
    Arrays.fill(block.contents, Macroblock.NOTHING);
    block.hasCoefficients = false;
  }

  private void readMeans(BoolReader in, Macroblock block, int[] factors, int at) {
    int context = above[at] + left[MEANS_CONTEXT];
    int end = read(in, MEANS, context, 0, factors, means, 0);
    above[at] = left[MEANS_CONTEXT] = end > 0 ? 1 : 0;
    if (end > 0) {
      InverseTransforms.means(means, block.coefficients);
    }
  }

  /**
   * Reads the blocks of one component.
   *
   * @param first index of the first block
   * @param edge number of blocks in each direction
   * @param at index of the contexts above
   * @param leftAt index of the contexts to the left
   * @return 0 if none of the blocks has coefficients
   */
  private int blocks(
      BoolReader in,
      Macroblock block,
      int first,
      int edge,
      int kind,
      int[] factors,
      int at,
      int leftAt) {
    int start = kind == LUMA_WITHOUT_FIRST ? 1 : 0;
    int all = 0;
    for (int i = 0; i < edge * edge; i++) {
      int x = at + i % edge;
      int y = leftAt + i / edge;
      int to = (first + i) * Macroblock.COEFFICIENTS;
      int end = read(in, kind, above[x] + left[y], start, factors, block.coefficients, to);
      above[x] = left[y] = end > start ? 1 : 0;
      byte contents = Macroblock.MANY;
      if (end <= 1) {
        contents = block.coefficients[to] == 0 ? Macroblock.NOTHING : Macroblock.FIRST_ONLY;
      }
      block.contents[first + i] = contents;
      all |= contents;
    }
    return all;
  }

  /**
   * Reads a block.
   *
   * @param start first coefficient that the block contains
   * @param factors multipliers of the first coefficient and of the others
   * @param to index of the block in {@code coefficients}, which contains zeros there
   * @return index just after the last coefficient that was read; {@code start} if none was
   */
  private int read(
      BoolReader in, int kind, int context, int start, int[] factors, int[] coefficients, int to) {
    int[] p = probabilities;
    int ofKind = kind * TokenProbabilities.A_KIND;
    int i = start;
    int at = ofKind + BAND[i] + context * TokenProbabilities.BRANCHES;
    while (in.bit(p[at]) != 0) {
      while (in.bit(p[at + 1]) == 0) {
        i++;
        if (i == Macroblock.COEFFICIENTS) {
          return i;
        }
        at = ofKind + BAND[i];
      }
      int level = 1;
      int next = TokenProbabilities.BRANCHES;
      if (in.bit(p[at + 2]) != 0) {
        level = large(in, p, at);
        next = 2 * TokenProbabilities.BRANCHES;
      }
      // Coefficients are stored in 16 bits as in other decoders, and larger values wrap around.
      coefficients[to + ZIGZAG[i]] = (short) (in.signed(level) * factors[i == 0 ? 0 : 1]);
      i++;
      if (i == Macroblock.COEFFICIENTS) {
        return i;
      }
      at = ofKind + BAND[i] + next;
    }
    return i;
  }

  /** Reads a level of 2 or more. */
  private static int large(BoolReader in, int[] p, int at) {
    if (in.bit(p[at + 3]) == 0) {
      if (in.bit(p[at + 4]) == 0) {
        return 2;
      }
      return 3 + in.bit(p[at + 5]);
    }
    int category;
    if (in.bit(p[at + 6]) == 0) {
      category = in.bit(p[at + 7]);
    } else {
      int high = in.bit(p[at + 8]);
      category = 2 + 2 * high + in.bit(p[at + 9 + high]);
    }
    int extra = 0;
    for (int probability : CATEGORIES[category]) {
      extra = extra << 1 | in.bit(probability);
    }
    return CATEGORY_STARTS[category] + extra;
  }
}
