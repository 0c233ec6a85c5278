package io.flinkmobilenet.image;

/** Resizes rows of one channel along their length, as Pillow does, rounded to 8 bits. */
final class RowNarrower {
  private static final int HALF = 1 << (Taps.PRECISION - 1);

  private final int[] first;
  private final int[] weights;
  private final int taps;
  private final int start;

  /**
   * Resizes with the given taps.
   *
   * @param start the input pixel that rows begin with
   */
  RowNarrower(Taps taps, int start) {
    Taps uniform = taps.uniform();
    first = uniform.first();
    weights = uniform.weights();
    this.taps = uniform.stride();
    this.start = start;
  }

  /** Output pixels. */
  int outputs() {
    return first.length;
  }

  /**
   * Resizes a row.
   *
   * @param from a row, from its place {@code source} on
   * @param to takes the resized row from its place {@code target} on
   */
  void narrow(int[] from, int source, int[] to, int target) {
    if (taps == 8) {
      narrowByEights(from, source - start, to, target);
    } else if (taps == 4) {
      narrowByFours(from, source - start, to, target);
    } else {
      narrowByTaps(from, source - start, to, target);
    }
  }

  /** Written out, because a loop of four turns costs twice as much as what it does. */
  private void narrowByFours(int[] from, int offset, int[] to, int target) {
    int[] factors = weights;
    int[] starts = first;
    for (int x = 0, weight = 0; x < starts.length; x++, weight += 4) {
      int pixel = starts[x] + offset;
      int sum =
          HALF
              + from[pixel] * factors[weight]
              + from[pixel + 1] * factors[weight + 1]
              + from[pixel + 2] * factors[weight + 2]
              + from[pixel + 3] * factors[weight + 3];
      to[target + x] = rounded(sum);
    }
  }

  private void narrowByEights(int[] from, int offset, int[] to, int target) {
    int[] factors = weights;
    int[] starts = first;
    for (int x = 0, weight = 0; x < starts.length; x++, weight += 8) {
      int pixel = starts[x] + offset;
      int sum =
          HALF
              + from[pixel] * factors[weight]
              + from[pixel + 1] * factors[weight + 1]
              + from[pixel + 2] * factors[weight + 2]
              + from[pixel + 3] * factors[weight + 3]
              + from[pixel + 4] * factors[weight + 4]
              + from[pixel + 5] * factors[weight + 5]
              + from[pixel + 6] * factors[weight + 6]
              + from[pixel + 7] * factors[weight + 7];
      to[target + x] = rounded(sum);
    }
  }

  private void narrowByTaps(int[] from, int offset, int[] to, int target) {
    int weight = 0;
    for (int x = 0; x < first.length; x++) {
      int sum = HALF;
      for (int tap = 0; tap < taps; tap++) {
        sum += from[first[x] + offset + tap] * weights[weight++];
      }
      to[target + x] = rounded(sum);
    }
  }

  /** Rounded weights may add up to a little more than 1, so white can exceed 255. */
  static int rounded(int sum) {
    int below = 255 - (sum >>> Taps.PRECISION);
    return 255 - (below & ~(below >> 31));
  }
}
