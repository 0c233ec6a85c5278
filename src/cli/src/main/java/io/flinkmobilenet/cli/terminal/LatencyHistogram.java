package io.flinkmobilenet.cli.terminal;

import java.util.Arrays;

/**
 * Counts latencies and finds their quantiles. The caller chooses the unit, and with the number of
 * bits the precision: values below 2<sup>bits</sup> are exact, and quantiles of larger ones are off
 * by at most 2<sup>-bits</sup> of their value.
 *
 * <p>The buckets are those of <a href="https://hdrhistogram.github.io/HdrHistogram/">HdrHistogram
 * </a>: between two powers of two they all have the same width, which doubles at each power. The
 * library itself would be one more jar to load at each start of a command, for fewer lines than
 * these.
 */
public final class LatencyHistogram {
  /** Larger values count as this one: with milliseconds, 34 years. */
  private static final long LARGEST = (1L << 40) - 1;

  private final int bits;
  private long[] counts = new long[0];
  private long total;

  /**
   * Creates an empty histogram.
   *
   * @param bits precision, 1 to 16; a histogram of values up to v takes at most (log2(v) - bits +
   *     3) * 2<sup>bits + 2</sup> bytes
   */
  public LatencyHistogram(int bits) {
    if (bits < 1 || bits > 16) {
      throw new IllegalArgumentException("expected 1 to 16 bits, found " + bits);
    }
    this.bits = bits;
  }

  /** Counts a latency. Negative ones, which come from clocks that differ, count as 0. */
  public void add(long latency) {
    int bucket = bucket(Math.max(0, Math.min(LARGEST, latency)));
    if (bucket >= counts.length) {
      counts = Arrays.copyOf(counts, bucket + 1);
    }
    counts[bucket]++;
    total++;
  }

  /** Counts all latencies of another histogram of the same precision. */
  public void add(LatencyHistogram other) {
    if (bits != other.bits) {
      throw new IllegalArgumentException("expected %d bits, found %d".formatted(bits, other.bits));
    }
    if (other.counts.length > counts.length) {
      counts = Arrays.copyOf(counts, other.counts.length);
    }
    for (int i = 0; i < other.counts.length; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
  }

  /** Number of counted latencies. */
  public long total() {
    return total;
  }

  /**
   * The latency that a share of all did not exceed; null if nothing was counted.
   *
   * @param share 0 to 1, 0.5 for the median
   */
  public Long quantile(double share) {
    long wanted = Math.max(1, (long) Math.ceil(share * total));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return middle(i);
      }
    }
    return null;
  }

  /** The first 2^bits buckets hold one value each; then half as many follow per power of two. */
  private int bucket(long latency) {
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(latency) - bits);
    return (shift << bits - 1) + (int) (latency >> shift);
  }

  private long middle(int bucket) {
    int shift = Math.max(0, (bucket >> bits - 1) - 1);
    long first = (long) (bucket - (shift << bits - 1)) << shift;
    return first + (1L << shift) / 2;
  }
}
