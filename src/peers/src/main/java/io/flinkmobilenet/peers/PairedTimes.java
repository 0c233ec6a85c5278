package io.flinkmobilenet.peers;

import java.util.Arrays;

/** Times of alternating runs. Runs of the same round are compared with each other. */
final class PairedTimes {
  private final long[][] nanos;

  PairedTimes(int peers, int rounds) {
    nanos = new long[peers][rounds];
  }

  void set(int peer, int round, long time) {
    nanos[peer][round] = time;
  }

  double min(int peer) {
    return Arrays.stream(nanos[peer]).min().orElseThrow();
  }

  double median(int peer) {
    return middle(Arrays.stream(nanos[peer]).asDoubleStream().toArray());
  }

  /** Median over all rounds of one peer's time as a share of the other's. */
  double medianRatio(int peer, int other) {
    double[] ratios = new double[nanos[peer].length];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] = (double) nanos[peer][round] / nanos[other][round];
    }
    return middle(ratios);
  }

  private static double middle(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
