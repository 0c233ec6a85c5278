package io.flinkmobilenet.bench.job;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The result of draining a filled topic, over a window of time in which there was always work.
 *
 * @param begin start of the window, milliseconds since 1970
 * @param end end of the window, milliseconds since 1970
 * @param made times at which predictions were made, ascending; some lie outside the window
 * @param users resources used in the window, by name of the user
 * @param traffic bytes sent in the window in serialised form, by name of the sender
 */
public record Drained(
    long begin, long end, long[] made, Map<String, Used> users, Map<String, Long> traffic) {
  private static final long SLICE_MILLIS = 1000;
  private static final long PEAK_MILLIS = 250;

  /** Number of predictions in the window. */
  public long images() {
    return between(begin, end);
  }

  /** Predictions per second over the whole window. */
  public double imagesPerSecond() {
    return images() * 1000.0 / (end - begin);
  }

  /**
   * Predictions in each full second of the window, ascending; those of the whole window if it is
   * shorter than a second.
   */
  double[] slices() {
    int count = (int) ((end - begin) / SLICE_MILLIS);
    if (count == 0) {
      return new double[] {imagesPerSecond()};
    }
    double[] slices = new double[count];
    for (int i = 0; i < count; i++) {
      slices[i] = between(begin + i * SLICE_MILLIS, begin + (i + 1) * SLICE_MILLIS);
    }
    Arrays.sort(slices);
    return slices;
  }

  /** Resources used per image in the window. */
  public CostPerImage consumption() {
    return new CostPerImage(TimeUnit.MILLISECONDS.toNanos(end - begin), images(), users);
  }

  /**
   * Predictions per second in the busiest quarter of a second.
   *
   * @param made times at which predictions were made, ascending
   */
  static double peakRate(long[] made) {
    int most = 0;
    int from = 0;
    for (int to = 0; to < made.length; to++) {
      while (made[to] - made[from] >= PEAK_MILLIS) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most * 1000.0 / PEAK_MILLIS;
  }

  private long between(long from, long to) {
    return Arrays.stream(made).filter(millis -> millis >= from && millis < to).count();
  }
}
