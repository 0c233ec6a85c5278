package io.flinkmobilenet.cli.bench.job;

/**
 * Another model took over while pictures came at a pace. Times are milliseconds.
 *
 * @param publishing from the model's first record to its activation
 * @param toActive from there until the job said that the model is in charge
 * @param toFirst from there until the model's first prediction
 * @param mixed from the new model's first prediction to the old one's last; 0 where no two tasks
 *     changed at different times
 * @param gap longest time without a prediction, from the activation to a second after {@code
 *     toFirst}
 * @param gapBefore the same, of the time before publishing
 * @param latency of pictures that came from publishing to a second after {@code toFirst}
 * @param latencyBefore of those that came before
 */
record Swapped(
    long publishing,
    long toActive,
    long toFirst,
    long mixed,
    long gap,
    long gapBefore,
    Latencies latency,
    Latencies latencyBefore) {
  private static final long AFTERMATH = 1000;

  /**
   * Looks at it.
   *
   * @param from the first picture that was sent at this pace
   * @param published when publishing began, milliseconds since 1970
   * @param activated when the activation went to Kafka
   * @param model which took over, and predicted something
   * @param active when it was said to be in charge
   */
  static Swapped of(
      Outcomes outcomes, int from, long published, long activated, String model, long active) {
    int to = outcomes.sent();
    long[] made = outcomes.made(from, to);
    long first = outcomes.madeBy(model, from, to)[0];
    long end = first + AFTERMATH;
    int during = outcomes.firstSince(published);
    int after = Math.max(during, outcomes.firstSince(end));
    return new Swapped(
        activated - published,
        active - activated,
        first - activated,
        Math.max(0, outcomes.lastOfOthers(model, from, to) - first),
        longestGap(made, activated, end),
        longestGap(made, made[0], published),
        outcomes.toPrediction(during, after),
        outcomes.toPrediction(from, during));
  }

  /** Longest time between two neighbours of which one at least lies in between. */
  static long longestGap(long[] made, long from, long to) {
    long gap = 0;
    for (int i = 1; i < made.length; i++) {
      if (made[i] >= from && made[i - 1] < to) {
        gap = Math.max(gap, made[i] - made[i - 1]);
      }
    }
    return gap;
  }
}
