package io.flinkmobilenet.cli.watch;

/**
 * Counts latencies in buckets, each {@value #GROWTH} times as wide as the one before. The relative
 * error of quantiles is at most 5 %, and memory is fixed.
 */
final class LatencyHistogram {
  private static final double GROWTH = 1.1;

  /** Number of buckets, which cover up to 1.1^280 ms, twelve years. */
  private static final int BUCKETS = 281;

  private final int[] counts = new int[BUCKETS];
  private long total;

  /**
   * Counts a latency in milliseconds. Negative ones, which come from clocks that differ, count as
   * 0.
   */
  void add(long millis) {
    counts[bucket(Math.max(0, millis))]++;
    total++;
  }

  void add(LatencyHistogram other) {
    for (int i = 0; i < BUCKETS; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
  }

  /** Number of counted latencies. */
  long total() {
    return total;
  }

  /**
   * The latency in milliseconds that a share of all did not exceed; null if nothing was counted.
   *
   * @param share 0 to 1
   */
  Long quantile(double share) {
    if (total == 0) {
      return null;
    }
    long wanted = Math.max(1, (long) Math.ceil(share * total));
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return middle(i);
      }
    }
    throw new IllegalStateException("counted " + total + ", found " + seen);
  }

  private static int bucket(long millis) {
    // Bucket i holds values between GROWTH^(i-1) and GROWTH^i, minus one millisecond.
    return Math.min(BUCKETS - 1, (int) Math.ceil(Math.log1p(millis) / Math.log(GROWTH)));
  }

  private static long middle(int bucket) {
    return Math.round(Math.pow(GROWTH, bucket - 0.5) - 1);
  }
}
