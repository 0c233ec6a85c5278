package io.flinkmobilenet.showcase.demo;

/**
 * Counts of one model's predictions.
 *
 * @param model name and version, with a slash between
 * @param since time of its first prediction, milliseconds since 1970
 * @param predicted number of predictions
 * @param judged number of these whose true class is known
 * @param right number of judged predictions that are right
 */
record ModelScore(String model, long since, long predicted, long judged, long right) {
  /** A score without predictions. */
  static ModelScore of(String model) {
    return new ModelScore(model, Long.MAX_VALUE, 0, 0, 0);
  }

  /**
   * Adds a prediction.
   *
   * @param recognised true if it is right; null if that is not known
   */
  ModelScore and(long at, Boolean recognised) {
    return new ModelScore(
        model,
        Math.min(since, at),
        predicted + 1,
        judged + (recognised == null ? 0 : 1),
        right + (Boolean.TRUE.equals(recognised) ? 1 : 0));
  }

  /** Share of the judged predictions that are right; null if there are none. */
  Double accuracy() {
    return judged == 0 ? null : (double) right / judged;
  }
}
