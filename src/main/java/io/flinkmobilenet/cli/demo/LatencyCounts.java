package io.flinkmobilenet.cli.demo;

/** How long pictures took, to the millisecond, in a memory that does not grow. */
final class LatencyCounts {
  private static final int LONGEST = 60_000;

  private final long[] counts = new long[LONGEST + 1];
  private long total;

  void add(long millis) {
    counts[(int) Math.max(0, Math.min(LONGEST, millis))]++;
    total++;
  }

  /**
   * The latency that a share of the pictures did not exceed; null where there are none.
   *
   * @param share 0.5 for the median
   */
  Long quantile(double share) {
    long reached = 0;
    for (int millis = 0; millis < counts.length; millis++) {
      reached += counts[millis];
      if (reached > 0 && reached >= share * total) {
        return (long) millis;
      }
    }
    return null;
  }
}
