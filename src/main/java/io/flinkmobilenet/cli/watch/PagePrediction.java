package io.flinkmobilenet.cli.watch;

import io.flinkmobilenet.cli.watch.WatchSnapshot.Guess;
import io.flinkmobilenet.event.Prediction;
import java.time.Instant;
import java.util.List;

/**
 * A prediction as far as the page needs it.
 *
 * @param label the best class, null where it named none
 * @param model name and version
 * @param latency milliseconds from {@code capturedAt} to {@code predictedAt}, not negative
 * @param second when it was made, since 1970
 * @param shown the best classes, as long as a page shows their names
 */
record PagePrediction(
    String id,
    String source,
    String label,
    String model,
    long latency,
    long second,
    List<Guess> shown) {
  private static final int CLASSES = 5;

  static PagePrediction of(Prediction prediction) {
    String label =
        prediction.getClasses().isEmpty() ? null : prediction.getClasses().get(0).getLabel();
    return new PagePrediction(
        prediction.getImageId(),
        ShortText.name(prediction.getSource()),
        ShortText.name(label),
        ModelName.of(prediction.getModel().getName(), prediction.getModel().getVersion()),
        between(prediction.getCapturedAt(), prediction.getPredictedAt()),
        prediction.getPredictedAt().getEpochSecond(),
        prediction.getClasses().stream()
            .limit(CLASSES)
            .map(guess -> new Guess(ShortText.name(guess.getLabel()), guess.getProbability()))
            .toList());
  }

  /** Milliseconds, none where clocks disagree. */
  private static long between(Instant captured, Instant predicted) {
    return captured.isAfter(predicted)
        ? 0
        : Math.max(0, predicted.toEpochMilli() - captured.toEpochMilli());
  }

  /** Whether it named the true class first. */
  boolean isRight(String trueClass) {
    return ShortText.name(trueClass).equals(label);
  }
}
