package io.flinkmobilenet.cluster;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The predictions of a job from its start on, while images were always waiting.
 *
 * @param name the kind of start
 * @param start time of the start, milliseconds since 1970
 * @param end time until which images were waiting, milliseconds since 1970
 * @param made times at which predictions were made, milliseconds since 1970, ascending
 */
record StartCurve(String name, long start, long end, long[] made) {
  /** Window over which a speed is measured, long enough that a pause of the collector is small. */
  private static final long WINDOW_MILLIS = 2000;

  private static final long STEP_MILLIS = 100;

  /** Part of the time at whose end the job counts as having its full speed. */
  private static final double LAST = 1.0 / 3;

  /** Predictions per second at full speed: the median of the seconds in the last third. */
  double fullSpeed() {
    long from = end - (long) (LAST * (end - start));
    int seconds = (int) ((end - from) / 1000);
    double[] slices = new double[seconds];
    for (int i = 0; i < seconds; i++) {
      slices[i] = between(from + i * 1000L, from + (i + 1) * 1000L);
    }
    Arrays.sort(slices);
    return slices[seconds / 2];
  }

  /** Seconds from the start to the first prediction; empty if there is none. */
  OptionalDouble first() {
    return Arrays.stream(made)
        .filter(millis -> millis >= start)
        .mapToDouble(millis -> (millis - start) / 1000.0)
        .findFirst();
  }

  /**
   * Seconds from the start to the beginning of the first two seconds in which the job had this
   * share of its full speed; empty if it never had.
   */
  OptionalDouble secondsTo(double share) {
    double wanted = share * fullSpeed() * WINDOW_MILLIS / 1000;
    for (long from = start; from + WINDOW_MILLIS <= end; from += STEP_MILLIS) {
      if (between(from, from + WINDOW_MILLIS) >= wanted) {
        return OptionalDouble.of((from - start) / 1000.0);
      }
    }
    return OptionalDouble.empty();
  }

  /** Seconds of full speed that the start has cost: images that are missing, over that speed. */
  double secondsLost() {
    return (end - start) / 1000.0 - between(start, end) / fullSpeed();
  }

  /** Predictions per second in each step from the start to the end. */
  double[] speeds(long stepMillis) {
    double[] speeds = new double[(int) ((end - start) / stepMillis)];
    for (int i = 0; i < speeds.length; i++) {
      long from = start + i * stepMillis;
      speeds[i] = between(from, from + stepMillis) * 1000.0 / stepMillis;
    }
    return speeds;
  }

  private int between(long from, long to) {
    return position(to) - position(from);
  }

  /** Number of predictions before a time. */
  private int position(long millis) {
    int low = 0;
    int high = made.length;
    while (low < high) {
      int middle = (low + high) / 2;
      if (made[middle] < millis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
