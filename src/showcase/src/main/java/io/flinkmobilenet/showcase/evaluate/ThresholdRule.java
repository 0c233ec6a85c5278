package io.flinkmobilenet.showcase.evaluate;

import java.util.Locale;
import java.util.OptionalDouble;

/** How a threshold is chosen on the half of the images that chooses. */
sealed interface ThresholdRule {
  /** Returns the chosen threshold; empty if none does what the rule asks for. */
  OptionalDouble choose(CascadeHalf half, Confidence confidence);

  /** Returns what the rule asks for, in words. */
  String text();

  /**
   * The lowest threshold at which, and at every higher one, the cascade is at most so much less
   * accurate than the large model alone. The higher ones count too, so that no lucky one is chosen.
   *
   * @param most share of the images
   */
  record Loss(double most) implements ThresholdRule {
    @Override
    public OptionalDouble choose(CascadeHalf half, Confidence confidence) {
      double least = half.accuracy(CascadeTrial::large) - most;
      OptionalDouble chosen = OptionalDouble.empty();
      for (double threshold : half.thresholds(confidence)) {
        // Sums of shares are not exact: 0.98 - 0.005 is above 0.975.
        if (half.at(confidence, threshold).accuracy() < least - 1e-9) {
          return chosen;
        }
        chosen = OptionalDouble.of(threshold);
      }
      return chosen;
    }

    @Override
    public String text() {
      return String.format(
          Locale.ROOT, "fewest large at %.2f points less accuracy at most", 100 * most);
    }
  }

  /**
   * The threshold with the highest accuracy at which the cascade classifies so many times as many
   * images per second as the large model alone; of several the lowest.
   */
  record Speedup(double least) implements ThresholdRule {
    @Override
    public OptionalDouble choose(CascadeHalf half, Confidence confidence) {
      double most = half.mean(trial -> trial.large().nanos()) / 1e6 / least;
      OptionalDouble chosen = OptionalDouble.empty();
      double best = -1;
      for (double threshold : half.thresholds(confidence)) {
        CascadeHalf.Point point = half.at(confidence, threshold);
        if (point.millis() <= most && point.accuracy() >= best) {
          best = point.accuracy();
          chosen = OptionalDouble.of(threshold);
        }
      }
      return chosen;
    }

    @Override
    public String text() {
      return String.format(Locale.ROOT, "highest accuracy at %.2f times the speed at least", least);
    }
  }
}
