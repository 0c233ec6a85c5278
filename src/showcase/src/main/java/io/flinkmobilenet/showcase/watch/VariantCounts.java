package io.flinkmobilenet.showcase.watch;

import io.flinkmobilenet.event.Decision;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.ShadowPrediction;

/** Counts of predictions of one variant of a route. */
final class VariantCounts {
  private long images;
  private long unknown;
  private long laterStages;
  private long compared;
  private long agreed;

  /** Counts a prediction as the job's metrics do. */
  void add(Prediction prediction) {
    images++;
    unknown += prediction.getDecision() == Decision.UNKNOWN ? 1 : 0;
    laterStages += prediction.getStage() > 0 ? 1 : 0;
    if (prediction.getClasses().isEmpty()) {
      return;
    }
    String label = prediction.getClasses().get(0).getLabel();
    for (ShadowPrediction shadow : prediction.getShadows()) {
      if (shadow.getError() == null && !shadow.getClasses().isEmpty()) {
        compared++;
        agreed += shadow.getClasses().get(0).getLabel().equals(label) ? 1 : 0;
      }
    }
  }

  void add(VariantCounts other) {
    images += other.images;
    unknown += other.unknown;
    laterStages += other.laterStages;
    compared += other.compared;
    agreed += other.agreed;
  }

  long images() {
    return images;
  }

  /** Share of the images whose decision is unknown; null if there are none. */
  Double unknownShare() {
    return share(unknown, images);
  }

  /** Share of the images whose answer is that of a later stage; null if there are none. */
  Double laterShare() {
    return share(laterStages, images);
  }

  /** Share of the shadows' answers that name the class of the answer; null if there are none. */
  Double agreement() {
    return share(agreed, compared);
  }

  static Double share(long part, long whole) {
    return whole == 0 ? null : (double) part / whole;
  }
}
