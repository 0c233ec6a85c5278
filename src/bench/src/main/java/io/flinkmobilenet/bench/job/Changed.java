package io.flinkmobilenet.bench.job;

import java.util.List;

/**
 * The result of a number of deployments that followed each other while images were sent at a pace.
 * Times are in milliseconds.
 *
 * @param changes the changes, in the order in which they took effect
 * @param gapBefore longest time without a prediction before the first change
 */
record Changed(List<Change> changes, long gapBefore) {
  /** A change counts as free of compilation if HotSpot compiled for at most this part of it. */
  private static final double LITTLE_COMPILATION = 0.05;

  /**
   * One change.
   *
   * @param toActive time from sending the deployment until the job reported it as active
   * @param gap longest time without a prediction, from sending it to shortly after it was active
   * @param compilation time that HotSpot spent compiling meanwhile, both compilers together
   */
  record Change(long toActive, long gap, long compilation) {
    boolean compiles() {
      return compilation > LITTLE_COMPILATION * toActive;
    }
  }

  /** Longest gap of all changes. */
  long longestGap() {
    return changes.stream().mapToLong(Change::gap).max().orElse(0);
  }

  /** Number of changes during which HotSpot hardly compiled. */
  long quiet() {
    return changes.stream().filter(change -> !change.compiles()).count();
  }

  /** Longest gap of these. */
  long longestQuietGap() {
    return changes.stream()
        .filter(change -> !change.compiles())
        .mapToLong(Change::gap)
        .max()
        .orElse(0);
  }

  /** The gap that half of the changes do not exceed. */
  long medianGap() {
    return median(changes.stream().mapToLong(Change::gap).sorted().toArray());
  }

  /** The time until a deployment was active, which half of the changes do not exceed. */
  long medianToActive() {
    return median(changes.stream().mapToLong(Change::toActive).sorted().toArray());
  }

  private static long median(long[] sorted) {
    return sorted[(sorted.length - 1) / 2];
  }
}
