package io.flinkmobilenet.bench.job;

/**
 * The result of a model swap while images were sent at a pace. Times are in milliseconds.
 *
 * @param publishing time from the model's first record to its activation
 * @param toActive time from there until the job reported the model as active
 * @param toFirst time from the activation until the model's first prediction
 * @param mixed time from the new model's first prediction to the old one's last; 0 if all tasks
 *     changed at the same time
 * @param gap longest time without a prediction, from the activation to a second after {@code
 *     toFirst}
 * @param gapBefore the same for the time before publishing
 * @param latency latencies of images sent from publishing to a second after {@code toFirst}
 * @param latencyBefore latencies of the images before
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
   * Computes the result.
   *
   * @param from first image that was sent at this pace
   * @param published time at which publishing started, milliseconds since 1970
   * @param activated time at which the activation was sent to Kafka
   * @param model model that became active and made predictions
   * @param active time at which it was reported as active
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

  /** Longest time between two consecutive predictions of which at least one lies in the range. */
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
