package io.flinkmobilenet.showcase.evaluate;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * One half of the images, and how a cascade does on them.
 *
 * @param trials at least one
 */
record CascadeHalf(List<CascadeTrial> trials) {
  /** Thresholds have four decimals, so that they can be written in a deployment. */
  private static final double STEPS = 1e4;

  /**
   * A cascade with one threshold.
   *
   * @param threshold least confidence with which the answer of the small model stands
   * @param largeShare share of the images that the large model sees
   * @param accuracy share of the images that are classified correctly
   * @param millis mean processor time per image; an image that both models see is decoded twice
   */
  record Point(double threshold, double largeShare, double accuracy, double millis) {}

  /** Returns the trials of one half. */
  static CascadeHalf of(List<CascadeTrial> trials, boolean judges) {
    return new CascadeHalf(trials.stream().filter(trial -> trial.judges() == judges).toList());
  }

  /** Returns how a cascade with this threshold does. */
  Point at(Confidence confidence, double threshold) {
    int asked = 0;
    int right = 0;
    double nanos = 0;
    for (CascadeTrial trial : trials) {
      boolean asks = confidence.of(trial.small()) < threshold;
      asked += asks ? 1 : 0;
      right += (asks ? trial.large() : trial.small()).right() ? 1 : 0;
      nanos += trial.small().nanos() + (asks ? trial.large().nanos() : 0);
    }
    double count = trials.size();
    return new Point(threshold, asked / count, right / count, nanos / count / 1e6);
  }

  /** Returns the thresholds that make a difference, the highest first. */
  double[] thresholds(Confidence confidence) {
    return DoubleStream.concat(
            DoubleStream.of(0),
            trials.stream()
                .mapToDouble(trial -> Math.ceil(confidence.of(trial.small()) * STEPS) / STEPS))
        .map(threshold -> -threshold)
        .distinct()
        .sorted()
        .map(threshold -> -threshold)
        .toArray();
  }

  /** Returns the accuracy of a model alone. */
  double accuracy(Function<CascadeTrial, CascadeTrial.Outcome> model) {
    return mean(trial -> model.apply(trial).right() ? 1 : 0);
  }

  /** Returns the mean of a number over the images. */
  double mean(ToDoubleFunction<CascadeTrial> number) {
    return trials.stream().mapToDouble(number).average().orElseThrow();
  }

  /**
   * Returns half the width of the 95 % interval of the difference in accuracy between the cascade
   * and the large model alone, from the differences of the single images, -1, 0 or 1.
   */
  double uncertainty(Confidence confidence, double threshold) {
    ToDoubleFunction<CascadeTrial> difference =
        trial -> {
          boolean asks = confidence.of(trial.small()) < threshold;
          return asks ? 0 : (trial.small().right() ? 1 : 0) - (trial.large().right() ? 1 : 0);
        };
    double mean = mean(difference);
    double variance = mean(trial -> Math.pow(difference.applyAsDouble(trial) - mean, 2));
    return 1.96 * Math.sqrt(variance / trials.size());
  }
}
