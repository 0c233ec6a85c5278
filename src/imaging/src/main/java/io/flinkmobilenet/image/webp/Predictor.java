package io.flinkmobilenet.image.webp;

/**
 * Undoes the prediction of pixels by their neighbours, in one of 14 modes for each square block:
 * RFC 9649, section 3.5.1.
 */
final class Predictor implements Transform {
  private static final int BLACK = 0xff000000;

  /** The modes that are also used for the first row and the first column. */
  private static final int LEFT = 1;

  private static final int TOP = 2;

  private final int width;
  private final int bits;

  /** [blocks down][blocks across], the mode in bits 8 to 11. */
  private final int[] ways;

  /** The row above, followed by the first pixel of the current row. */
  private final int[] above;

  /**
   * Creates a predictor before the first row.
   *
   * @param width pixels per row
   * @param bits binary logarithm of a block's edge
   * @param above array of at least one row and one more pixel
   */
  Predictor(int width, int bits, int[] ways, int[] above) {
    this.width = width;
    this.bits = bits;
    this.ways = ways;
    this.above = above;
  }

  @Override
  public void undo(int[] row, int y) {
    row[0] = sum(row[0], y == 0 ? BLACK : above[0]);
    if (y == 0) {
      undo(LEFT, row, 1, width);
    } else {
      above[width] = row[0];
      int block = (y >> bits) * LosslessDecoder.blocks(width, bits);
      for (int from = 0; from < width; from += 1 << bits, block++) {
        int to = Math.min(width, from + (1 << bits));
        undo(ways[block] >> 8 & 0xf, row, Math.max(1, from), to);
      }
    }
    System.arraycopy(row, 0, above, 0, width);
  }

  private void undo(int way, int[] row, int from, int to) {
    if (way == TOP) {
      for (int x = from; x < to; x++) {
        row[x] = sum(row[x], above[x]);
      }
      return;
    }
    int left = from == 0 ? 0 : row[from - 1];
    for (int x = from; x < to; x++) {
      left = sum(row[x], predicted(way, left, above[x], above[x - 1], above[x + 1]));
      row[x] = left;
    }
  }

  /**
   * The prediction of a pixel.
   *
   * @param left pixel to the left @param top pixel above @param corner pixel above and to the
   *     left @param right pixel above and to the right
   */
  private static int predicted(int way, int left, int top, int corner, int right) {
    return switch (way) {
      case LEFT -> left;
      case TOP -> top;
      case 3 -> right;
      case 4 -> corner;
      case 5 -> mean(mean(left, right), top);
      case 6 -> mean(left, corner);
      case 7 -> mean(left, top);
      case 8 -> mean(corner, top);
      case 9 -> mean(top, right);
      case 10 -> mean(mean(left, corner), mean(top, right));
      case 11 -> closer(left, top, corner);
      case 12 -> plane(left, top, corner);
      case 13 -> halfPlane(mean(left, top), corner);
      default -> BLACK;
    };
  }

  /** The sums of the bytes, without carry between them. */
  static int sum(int one, int other) {
    int odd = (one & 0xff00ff00) + (other & 0xff00ff00);
    int even = (one & 0xff00ff) + (other & 0xff00ff);
    return odd & 0xff00ff00 | even & 0xff00ff;
  }

  /** The means of the bytes, rounded down. */
  private static int mean(int one, int other) {
    return ((one ^ other) >>> 1 & 0x7f7f7f7f) + (one & other);
  }

  /** The pixel, left or top, that is closer to the plane through all three pixels. */
  private static int closer(int left, int top, int corner) {
    int toLeft = distance(top, corner);
    int toTop = distance(left, corner);
    return toLeft < toTop ? left : top;
  }

  private static int distance(int one, int other) {
    return Math.abs((one >>> 24) - (other >>> 24))
        + Math.abs((one >> 16 & 0xff) - (other >> 16 & 0xff))
        + Math.abs((one >> 8 & 0xff) - (other >> 8 & 0xff))
        + Math.abs((one & 0xff) - (other & 0xff));
  }

  private static int plane(int left, int top, int corner) {
    int argb = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      int level = (left >> shift & 0xff) + (top >> shift & 0xff) - (corner >> shift & 0xff);
      argb |= clamped(level) << shift;
    }
    return argb;
  }

  private static int halfPlane(int mean, int corner) {
    int argb = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      int level = mean >> shift & 0xff;
      argb |= clamped(level + (level - (corner >> shift & 0xff)) / 2) << shift;
    }
    return argb;
  }

  private static int clamped(int level) {
    return Math.max(0, Math.min(255, level));
  }
}
