package io.flinkmobilenet.image.jpeg;

import java.util.Arrays;

/**
 * A component of a frame, and where it stands in the scan that is read: ITU-T T.81, sections A.1.1
 * and A.2.
 */
final class Component {
  final int index;
  final int id;

  /** Blocks in an interleaved MCU, each way: the sampling factors H and V. */
  final int across;

  final int down;

  /** Number of its quantisation table. */
  final int quantisation;

  /** Blocks that carry samples of the picture, each way. */
  int blocksWide;

  int blocksHigh;

  /** Blocks with those that fill up MCUs, each way. */
  int paddedWide;

  int paddedHigh;

  /** Samples that a block makes, each way: 8, or fewer where the picture is reduced. */
  int blockSize = 8;

  /** The last coefficient, zigzag, that makes a difference to these samples. */
  int lastWanted = 63;

  /** Multipliers in zigzag order, [80]: 64, then zeros for runs beyond the end of a block. */
  int[] multipliers;

  HuffmanTable dc;
  HuffmanTable ac;

  /** Numbers of the tables that the scan names. */
  int dcTable;

  int acTable;

  /** Where its samples are put. */
  Plane plane;

  /** The latest DC coefficient. */
  int predictor;

  /** All quantised coefficients [paddedHigh, paddedWide, 64], zigzag; null where not kept. */
  short[] coefficients;

  /** Bits by which each coefficient is yet to be refined, zigzag [64]; -1 for not seen at all. */
  final int[] missingBits = new int[64];

  Component(int index, int id, int across, int down, int quantisation) {
    this.index = index;
    this.id = id;
    this.across = across;
    this.down = down;
    this.quantisation = quantisation;
    Arrays.fill(missingBits, -1);
  }

  /** Lays the blocks out over a picture whose MCUs have so many blocks each way at most. */
  void layOut(int width, int height, int mostAcross, int mostDown) {
    blocksWide = ceil((long) width * across, mostAcross * 8);
    blocksHigh = ceil((long) height * down, mostDown * 8);
    paddedWide = ceil(width, mostAcross * 8) * across;
    paddedHigh = ceil(height, mostDown * 8) * down;
  }

  /**
   * Lets blocks have fewer samples, and as many as their share in the picture asks for.
   *
   * @param unit pixels that 8 of the picture become
   */
  void reduce(int unit, int mostAcross, int mostDown) {
    blockSize = unit;
    while (blockSize < 8
        && unit * mostAcross % (2 * blockSize * across) == 0
        && unit * mostDown % (2 * blockSize * down) == 0) {
      blockSize *= 2;
    }
    // In zigzag order the square of n x n coefficients ends at its corner.
    int corner = 0;
    while (Tables.NATURAL[corner] != (blockSize - 1) * 9) {
      corner++;
    }
    lastWanted = corner;
  }

  /** Where the block's coefficients start. */
  int coefficientsAt(int row, int column) {
    return (row * paddedWide + column) * 64;
  }

  static int ceil(long value, int unit) {
    return (int) ((value + unit - 1) / unit);
  }
}
