package io.flinkmobilenet.showcase.watch;

import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.showcase.watch.WatchSnapshot.Guess;
import java.time.Instant;
import java.util.List;

/**
 * The parts of a prediction that the page needs.
 *
 * @param label the best class; null if there is none
 * @param model name and version
 * @param latency milliseconds from {@code capturedAt} to {@code predictedAt}, not negative
 * @param second time at which it was made, seconds since 1970
 * @param shown the best classes, with names cut to the length that the page shows
 * @param routing what a deployment decided; null if a model was activated for all images
 */
record PagePrediction(
    String id,
    String source,
    String label,
    String model,
    long latency,
    long second,
    List<Guess> shown,
    Routing routing) {
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
            .toList(),
        Routing.of(prediction));
  }

  /** Returns what was in force: a deployment, or the model itself. */
  String inForce() {
    return routing == null ? model : routing.deployment();
  }

  /** Milliseconds between two times; 0 if the clocks differ so that it would be negative. */
  private static long between(Instant captured, Instant predicted) {
    return captured.isAfter(predicted)
        ? 0
        : Math.max(0, predicted.toEpochMilli() - captured.toEpochMilli());
  }

  /** True if its best class is the true class. */
  boolean isRight(String trueClass) {
    return ShortText.name(trueClass).equals(label);
  }
}
