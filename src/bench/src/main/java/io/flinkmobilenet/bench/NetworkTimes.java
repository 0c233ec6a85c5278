package io.flinkmobilenet.bench;

import java.util.Arrays;

/**
 * The result of a measurement.
 *
 * @param threads number of threads that ran in parallel
 * @param nanos time per image of all threads, sorted
 * @param wallNanos wall time of all images
 * @param peak peak rate of one core in multiply-adds per second
 * @param stepNanos median time of each step of the plan on one thread
 */
record NetworkTimes(int threads, long[] nanos, long wallNanos, double peak, long[] stepNanos) {
  double medianMillis() {
    return nanos[nanos.length / 2] / 1e6;
  }

  double minMillis() {
    return nanos[0] / 1e6;
  }

  /** 90th percentile of the time per image. */
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
