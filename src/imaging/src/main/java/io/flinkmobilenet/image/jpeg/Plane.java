package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.image.arithmetic.InverseDct;
import io.flinkmobilenet.image.arithmetic.PixelKernels;
import io.flinkmobilenet.image.rows.Buffers;
import io.flinkmobilenet.image.rows.Region;

/**
 * The samples of one component, upsampled to the resolution of the image. Holds one row of MCUs at
 * a time and only the columns that the region needs. See ITU-T T.81, section A.1.1; upsampling
 * follows the reference library.
 *
 * <p>Ratios of 2 are interpolated with a triangle filter, so that 3/4 of a sample comes from the
 * nearer and 1/4 from the farther neighbour; other ratios repeat samples.
 */
final class Plane {
  /** Samples per block in each direction. */
  private final int size;

  /** Pixels per sample in each direction. */
  private final int ratioAcross;

  private final int ratioDown;
  private final boolean smoothAcross;
  private final boolean smoothDown;

  /** Samples of the whole component in each direction. */
  private final int columns;

  private final int rows;

  /** Range of the blocks whose samples are kept. */
  private final int firstBlock;

  private final int lastBlock;

  /** Samples from one kept row to the next. */
  private final int stride;

  /** Rows of blocks per strip. */
  private final int blocksDown;

  /** Rows of samples per strip. */
  private final int stripRows;

  private final int left;
  private final int width;

  /** The last row before the strip, then the strip: [1 + stripRows, stride]. */
  private final int[] samples;

  private final int[] blended;
  private final int[] line;
  private final PixelKernels kernels;
  private final BlockGroup group;
  private int stripStart;

  /** The latest row at the image's resolution, starting at {@link #rowAt} on. */
  private int[] row;

  private int rowAt;

  Plane(
      Frame frame,
      Component component,
      int unit,
      Region region,
      Buffers buffers,
      Groups groups,
      PixelKernels kernels) {
    this.kernels = kernels;
    group = groups.of(component);
    size = component.blockSize;
    ratioAcross = unit * frame.mostAcross() / (size * component.across);
    ratioDown = unit * frame.mostDown() / (size * component.down);
    columns =
        Component.ceil((long) frame.width() * component.across * size, frame.mostAcross() * 8);
    rows = Component.ceil((long) frame.height() * component.down * size, frame.mostDown() * 8);
    smoothAcross = ratioAcross == 2 && ratioDown <= 2 && columns > 2;
    smoothDown = ratioDown == 2 && (ratioAcross == 1 || smoothAcross);
    firstBlock = Math.max(region.left() / ratioAcross - 1, 0) / size;
    lastBlock = Math.min((region.right() - 1) / ratioAcross + 1, columns - 1) / size;
    stride = (lastBlock - firstBlock + 1) * size;
    blocksDown = component.down;
    stripRows = blocksDown * size;
    left = region.left();
    width = region.width();
    samples = buffers.ints((1 + stripRows) * stride);
    boolean copied = ratioAcross > 1 || smoothDown;
    blended = copied ? buffers.ints(stride + 2) : null;
    line = copied ? buffers.ints((stride + 2) * ratioAcross) : null;
  }

  /** Rows of pixels that cannot be computed before the next strip has been read. */
  int lag() {
    return smoothDown ? 1 : 0;
  }

  /** The group into which the next block is read. */
  BlockGroup group() {
    return group;
  }

  /**
   * Adds the block that was read, to be transformed to samples.
   *
   * @param last coefficient that was read, in zigzag order
   * @param blockRow row of blocks in the strip
   */
  void put(int last, int blockRow, int blockColumn) {
    int inStrip = blocksDown == 1 ? 0 : blocksDown == 2 ? blockRow & 1 : blockRow % blocksDown;
    int at = (1 + inStrip * size) * stride + (blockColumn - firstBlock) * size;
    if (last == 0) {
      int[] coefficients = group.coefficients;
      int sample = ColourModel.clamped(InverseDct.flat(coefficients[group.next()]));
      coefficients[group.next()] = 0;
      for (int row = at; row < at + size * stride; row += stride) {
        for (int i = row; i < row + size; i++) {
          samples[i] = sample;
        }
      }
    } else if (size == 8) {
      group.add(last, samples, at, stride);
    } else {
      ReducedDct.transform(group.coefficients, size, samples, at, stride);
    }
  }

  boolean keeps(int blockColumn) {
    return blockColumn >= firstBlock && blockColumn <= lastBlock;
  }

  /** Completes the strip, so that its rows are available. */
  void complete(int strip) {
    stripStart = strip * stripRows;
    group.transform(samples, stride);
  }

  /** Keeps the last row of the strip, from which rows of the next strip are interpolated. */
  void advance() {
    System.arraycopy(samples, stripRows * stride, samples, 0, stride);
  }

  /** Makes a row of pixels, available through {@link #row()} and {@link #rowAt()}. */
  void makeRow(int y) {
    int near = y / ratioDown;
    if (line == null) {
      row = samples;
      rowAt = sampleRow(near) + left - firstBlock * size;
      return;
    }
    int from = Math.max(left / ratioAcross - 1, 0);
    int to = Math.min((left + width - 1) / ratioAcross + 1, columns - 1);
    row = line;
    rowAt = left - from * ratioAcross;
    if (smoothDown) {
      int far = Math.max(0, Math.min(rows - 1, near + (y % 2 == 0 ? -1 : 1)));
      interpolate(sampleRow(near), sampleRow(far), y, from, to);
    } else if (smoothAcross) {
      int count = to - from + 1;
      System.arraycopy(samples, sampleRow(near) + from - firstBlock * size, blended, 1, count);
      spread(1, 2, 2, count);
    } else {
      repeat(sampleRow(near) - firstBlock * size, from, to);
    }
  }

  private int sampleRow(int row) {
    return (1 + row - stripStart) * stride;
  }

  private void interpolate(int near, int far, int y, int from, int to) {
    int first = from - firstBlock * size;
    int count = to - from + 1;
    if (ratioAcross == 1) {
      kernels.interpolate(
          samples, near + first, far + first, y % 2 == 0 ? 1 : 2, 2, line, 0, count);
      return;
    }
    kernels.interpolate(samples, near + first, far + first, 0, 0, blended, 1, count);
    spread(8, 7, 4, count);
  }

  /** Makes two pixels of each blended sample. At either end the last sample is repeated. */
  private void spread(int biasLeft, int biasRight, int shift, int count) {
    blended[0] = blended[1];
    blended[count + 1] = blended[count];
    kernels.spread(blended, biasLeft, biasRight, shift, line, count);
  }

  private void repeat(int row, int from, int to) {
    int target = 0;
    for (int column = from; column <= to; column++) {
      int sample = samples[row + column];
      for (int i = 0; i < ratioAcross; i++) {
        line[target++] = sample;
      }
    }
  }

  int[] row() {
    return row;
  }

  int rowAt() {
    return rowAt;
  }
}
