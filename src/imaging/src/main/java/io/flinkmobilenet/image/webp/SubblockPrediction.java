package io.flinkmobilenet.image.webp;

import java.util.Arrays;

/**
 * Predicts subblocks of 4 x 4 of luma: RFC 6386, section 12.3.
 *
 * <p>Most modes copy samples from a smoothed border of the subblock. The border runs from the lower
 * left corner over the upper left to the upper right corner and is smoothed with weights 1 1 or 1 2
 * 1.
 */
final class SubblockPrediction {
  private static final int EDGE = 4;

  /**
   * Samples of the border; the lowest one on the left is repeated twice, the rightmost one above
   * once.
   */
  private static final int WAY = 16;

  private static final int LOWEST = 2;
  private static final int CORNER = 6;
  private static final int ABOVE = 7;
  private static final int ABOVE_COUNT = 8;

  /**
   * Added to a position on the border: smoothed with the next sample only, not with both
   * neighbours.
   */
  private static final int PAIR = WAY;

  private static final int[] VERTICAL = {7, 8, 9, 10, 7, 8, 9, 10, 7, 8, 9, 10, 7, 8, 9, 10};
  private static final int[] HORIZONTAL = {5, 5, 5, 5, 4, 4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2};
  private static final int[] LEFT_DOWN = {
    8, 9, 10, 11, 9, 10, 11, 12, 10, 11, 12, 13, 11, 12, 13, 14
  };
  private static final int[] RIGHT_DOWN = {6, 7, 8, 9, 5, 6, 7, 8, 4, 5, 6, 7, 3, 4, 5, 6};
  private static final int[] VERTICAL_RIGHT = {
    PAIR + 6, PAIR + 7, PAIR + 8, PAIR + 9, 6, 7, 8, 9, 5, PAIR + 6, PAIR + 7, PAIR + 8, 4, 6, 7, 8
  };
  private static final int[] VERTICAL_LEFT = {
    PAIR + 7, PAIR + 8, PAIR + 9, PAIR + 10, 8, 9, 10, 11, PAIR + 8, PAIR + 9, PAIR + 10, 12, 9, 10,
    11, 13
  };
  private static final int[] HORIZONTAL_DOWN = {
    PAIR + 5, 6, 7, 8, PAIR + 4, 5, PAIR + 5, 6, PAIR + 3, 4, PAIR + 4, 5, PAIR + 2, 3, PAIR + 3, 4
  };
  private static final int[] HORIZONTAL_UP = {
    PAIR + 4, 4, PAIR + 3, 3, PAIR + 3, 3, PAIR + 2, 2, PAIR + 2, 2, 1, 1, 1, 1, 1, 1
  };

  /** Positions on the border by mode; the first two modes are computed differently. */
  private static final int[][] PLACES = {
    {},
    {},
    VERTICAL,
    HORIZONTAL,
    LEFT_DOWN,
    RIGHT_DOWN,
    VERTICAL_RIGHT,
    VERTICAL_LEFT,
    HORIZONTAL_DOWN,
    HORIZONTAL_UP
  };

  private final int[] way = new int[WAY];
  private final int[] smoothed = new int[2 * WAY];

  /**
   * Predicts a subblock.
   *
   * @param index index of the subblock in its macroblock, 0 to 15
   * @param column column of the macroblock
   */
  void predict(int mode, SamplePlane plane, int index, int column) {
    int x = index % EDGE * EDGE;
    int y = index / EDGE * EDGE;
    int start = plane.start(column) + y * plane.stride + x;
    int inRow = plane.aboveStart(column) + x;
    int[] above = y == 0 ? plane.above : plane.samples;
    int aboveAt = y == 0 ? inRow : start - plane.stride;
    if (mode == Macroblock.TRUE_MOTION) {
      BlockPrediction.trueMotion(plane.samples, start, plane.stride, above, aboveAt, EDGE);
      return;
    }
    // The macroblock to the right has not been decoded yet, so the row above the macroblock is used
    // instead.
    boolean last = x == EDGE * (EDGE - 1);
    int[] right = last ? plane.above : above;
    int rightAt = last ? inRow + EDGE : aboveAt + EDGE;
    System.arraycopy(above, aboveAt - 1, way, CORNER, 1 + EDGE);
    System.arraycopy(right, rightAt, way, ABOVE + EDGE, EDGE);
    for (int i = 0, at = start - 1; i < EDGE; i++, at += plane.stride) {
      way[CORNER - 1 - i] = plane.samples[at];
    }
    if (mode == Macroblock.DC) {
      fillMean(plane.samples, start, plane.stride);
    } else {
      smooth();
      copy(PLACES[mode], plane.samples, start, plane.stride);
    }
  }

  private void fillMean(int[] samples, int start, int stride) {
    int sum = EDGE;
    for (int i = 0; i < EDGE; i++) {
      sum += way[LOWEST + i] + way[ABOVE + i];
    }
    for (int y = 0, at = start; y < EDGE; y++, at += stride) {
      Arrays.fill(samples, at, at + EDGE, sum / (2 * EDGE));
    }
  }

  private void smooth() {
    way[0] = way[1] = way[LOWEST];
    way[WAY - 1] = way[ABOVE + ABOVE_COUNT - 1];
    for (int i = 1; i < WAY - 1; i++) {
      smoothed[i] = way[i - 1] + 2 * way[i] + way[i + 1] + 2 >> 2;
      smoothed[PAIR + i] = way[i] + way[i + 1] + 1 >> 1;
    }
  }

  private void copy(int[] places, int[] samples, int start, int stride) {
    for (int y = 0, at = start, i = 0; y < EDGE; y++, at += stride) {
      for (int x = 0; x < EDGE; x++, i++) {
        samples[at + x] = smoothed[places[i]];
      }
    }
  }
}
