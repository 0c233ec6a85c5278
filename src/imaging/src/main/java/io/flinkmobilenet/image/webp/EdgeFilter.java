package io.flinkmobilenet.image.webp;

/**
 * Smooths edges between blocks: RFC 6386, sections 15.2 and 15.3.
 *
 * <p>An edge lies before its first sample. Samples across it are {@code across} apart: 1 if the
 * edge is vertical, and the length of a row if it is horizontal. Each has a loop of its own, so
 * that the compiler checks the bounds of a horizontal edge only once.
 */
final class EdgeFilter {
  private EdgeFilter() {}

  /**
   * Smooths luma with the simple filter, whose only parameter is the limit.
   *
   * @param stride samples per row
   * @param count positions along the edge
   */
  static void simple(int[] s, int start, boolean vertical, int stride, int count, int limit) {
    int across = vertical ? 1 : stride;
    int along = vertical ? stride : 1;
    for (int i = 0, at = start; i < count; i++, at += along) {
      int p1 = s[at - 2 * across];
      int p0 = s[at - across];
      int q0 = s[at];
      int q1 = s[at + across];
      if (2 * Math.abs(p0 - q0) + (Math.abs(p1 - q1) >> 1) <= limit) {
        move(s, at, across, signed(signed(p1 - q1) + 3 * (q0 - p0)));
      }
    }
  }

  /** Smooths an edge between macroblocks, three samples on each side of it. */
  static void betweenMacroblocks(
      int[] s, int start, boolean vertical, int stride, int count, FilterStrength strength) {
    int limit = strength.edgeLimit() + 4;
    int interior = strength.interiorLimit();
    int variance = strength.varianceThreshold();
    if (vertical) {
      for (int i = 0; i < count; i++) {
        macroblocks(s, start + i * stride, 1, limit, interior, variance);
      }
    } else {
      for (int i = 0; i < count; i++) {
        macroblocks(s, start + i, stride, limit, interior, variance);
      }
    }
  }

  /** Smooths an edge between subblocks, two samples on each side of it. */
  static void betweenSubblocks(
      int[] s, int start, boolean vertical, int stride, int count, FilterStrength strength) {
    int limit = strength.edgeLimit();
    int interior = strength.interiorLimit();
    int variance = strength.varianceThreshold();
    if (vertical) {
      for (int i = 0; i < count; i++) {
        subblocks(s, start + i * stride, 1, limit, interior, variance);
      }
    } else {
      for (int i = 0; i < count; i++) {
        subblocks(s, start + i, stride, limit, interior, variance);
      }
    }
  }

  private static void macroblocks(
      int[] s, int at, int across, int limit, int interior, int variance) {
    int p1 = s[at - 2 * across];
    int p0 = s[at - across];
    int q0 = s[at];
    int q1 = s[at + across];
    if (2 * Math.abs(p0 - q0) + (Math.abs(p1 - q1) >> 1) > limit) {
      return;
    }
    int p2 = s[at - 3 * across];
    int q2 = s[at + 2 * across];
    int near = Math.max(Math.abs(p1 - p0), Math.abs(q1 - q0));
    int roughP = Math.max(Math.abs(s[at - 4 * across] - p2), Math.abs(p2 - p1));
    int roughQ = Math.max(Math.abs(s[at + 3 * across] - q2), Math.abs(q2 - q1));
    if (Math.max(near, Math.max(roughP, roughQ)) > interior) {
      return;
    }
    int step = signed(signed(p1 - q1) + 3 * (q0 - p0));
    if (near > variance) {
      move(s, at, across, step);
      return;
    }
    int large = 27 * step + 63 >> 7;
    int middle = 18 * step + 63 >> 7;
    int small = 9 * step + 63 >> 7;
    s[at - 3 * across] = sample(p2 + small);
    s[at - 2 * across] = sample(p1 + middle);
    s[at - across] = sample(p0 + large);
    s[at] = sample(q0 - large);
    s[at + across] = sample(q1 - middle);
    s[at + 2 * across] = sample(q2 - small);
  }

  private static void subblocks(
      int[] s, int at, int across, int limit, int interior, int variance) {
    int p1 = s[at - 2 * across];
    int p0 = s[at - across];
    int q0 = s[at];
    int q1 = s[at + across];
    if (2 * Math.abs(p0 - q0) + (Math.abs(p1 - q1) >> 1) > limit) {
      return;
    }
    int p2 = s[at - 3 * across];
    int q2 = s[at + 2 * across];
    int near = Math.max(Math.abs(p1 - p0), Math.abs(q1 - q0));
    int roughP = Math.max(Math.abs(s[at - 4 * across] - p2), Math.abs(p2 - p1));
    int roughQ = Math.max(Math.abs(s[at + 3 * across] - q2), Math.abs(q2 - q1));
    if (Math.max(near, Math.max(roughP, roughQ)) > interior) {
      return;
    }
    if (near > variance) {
      move(s, at, across, signed(signed(p1 - q1) + 3 * (q0 - p0)));
      return;
    }
    int outer = move(s, at, across, signed(3 * (q0 - p0))) + 1 >> 1;
    s[at + across] = sample(q1 - outer);
    s[at - 2 * across] = sample(p1 + outer);
  }

  /**
   * Moves the samples next to the edge towards each other.
   *
   * @return by how much the sample after the edge was moved, before clamping
   */
  private static int move(int[] s, int at, int across, int step) {
    int far = Math.min(127, step + 4) >> 3;
    s[at - across] = sample(s[at - across] + (Math.min(127, step + 3) >> 3));
    s[at] = sample(s[at] - far);
    return far;
  }

  /** Clamps to a signed 8-bit number. */
  private static int signed(int value) {
    return Math.max(-128, Math.min(127, value));
  }

  private static int sample(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
