package io.flinkmobilenet.image.jpeg;

import java.util.Arrays;

/**
 * A component of a frame, and its state in the scan that is being read: ITU-T T.81, sections A.1.1
 * and A.2.
 */
final class Component {
  final int index;
  final int id;

  /** Blocks per interleaved MCU in each direction: the sampling factors H and V. */
  final int across;

  final int down;

  /** Number of its quantisation table. */
  final int quantisation;

  /** Blocks that contain samples of the image, in each direction. */
  int blocksWide;

  int blocksHigh;

  /** Blocks including those that only fill up MCUs, in each direction. */
  int paddedWide;

  int paddedHigh;

  /** Samples that a block gives in each direction: 8, or fewer if the image is reduced. */
  int blockSize = 8;

  /** Last coefficient, in zigzag order, that affects these samples. */
  int lastWanted = 63;

  /** Multipliers in zigzag order, [80]: 64 of them, then zeros for runs past the end of a block. */
  int[] multipliers;

  HuffmanTable dc;
  HuffmanTable ac;

  /** Numbers of the tables that the scan selects. */
  int dcTable;

  int acTable;

  /** Receives its samples. */
  Plane plane;

  /** The latest DC coefficient. */
  int predictor;

  /**
   * All quantised coefficients [paddedHigh, paddedWide, 64], in zigzag order; null if they are not
   * kept.
   */
  short[] coefficients;

  /**
   * Number of bits still missing from each coefficient, in zigzag order [64]; -1 if no scan has
   * coded it yet.
   */
  final int[] missingBits = new int[64];

  Component(int index, int id, int across, int down, int quantisation) {
    this.index = index;
    this.id = id;
    this.across = across;
    this.down = down;
    this.quantisation = quantisation;
    Arrays.fill(missingBits, -1);
  }

  /** Computes the layout of the blocks for an image with the given largest sampling factors. */
  void layOut(int width, int height, int mostAcross, int mostDown) {
    blocksWide = ceil((long) width * across, mostAcross * 8);
    blocksHigh = ceil((long) height * down, mostDown * 8);
    paddedWide = ceil(width, mostAcross * 8) * across;
    paddedHigh = ceil(height, mostDown * 8) * down;
  }

  /**
   * Reduces the samples per block to the number that the component's sampling factors require.
   *
   * @param unit number of pixels to which 8 pixels of the image are reduced
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

  /** Index of the block's first coefficient. */
  int coefficientsAt(int row, int column) {
    return (row * paddedWide + column) * 64;
  }

  static int ceil(long value, int unit) {
    return (int) ((value + unit - 1) / unit);
  }
}
