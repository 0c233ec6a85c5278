package io.flinkmobilenet.cli.bench;

import java.util.Arrays;

/**
 * What came out of a measurement.
 *
 * @param threads how many ran at the same time
 * @param nanos of each picture, of all threads, sorted
 * @param wallNanos of all pictures from the first to the last
 * @param peak multiply-adds a second that one core can do at best, alone
 * @param stepNanos median of each step of the plan, one thread
 */
record NetworkTimes(int threads, long[] nanos, long wallNanos, double peak, long[] stepNanos) {
  double medianMillis() {
    return nanos[nanos.length / 2] / 1e6;
  }

  double minMillis() {
    return nanos[0] / 1e6;
  }

  /** Time that nine of ten pictures keep to. */
  double p90Millis() {
    return nanos[(int) (nanos.length * 0.9)] / 1e6;
  }

  double imagesPerSecond() {
    return nanos.length * 1e9 / wallNanos;
  }

  /** The median of each column. */
  static long[] medians(long[][] rows) {
    long[] medians = new long[rows[0].length];
    for (int column = 0; column < medians.length; column++) {
      long[] values = new long[rows.length];
      for (int row = 0; row < values.length; row++) {
        values[row] = rows[row][column];
      }
      Arrays.sort(values);
      medians[column] = values[values.length / 2];
    }
    return medians;
  }
}
