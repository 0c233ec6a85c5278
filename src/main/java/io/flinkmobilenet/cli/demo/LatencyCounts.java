package io.flinkmobilenet.cli.demo;

/** Counts latencies with a resolution of one millisecond, in memory of fixed size. */
final class LatencyCounts {
  private static final int LONGEST = 60_000;

  private final long[] counts = new long[LONGEST + 1];
  private long total;

  void add(long millis) {
    counts[(int) Math.max(0, Math.min(LONGEST, millis))]++;
    total++;
  }

  /**
   * The latency that a share of the images did not exceed; null if there are none.
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
