package io.flinkmobilenet.cli.demo;

/**
 * How one model did.
 *
 * @param model name and version, with a slash between
 * @param since when the first of its predictions was made, milliseconds since 1970
 * @param predicted pictures
 * @param judged those among them of which it is known what they show
 * @param right those among these that were recognised
 */
record ModelScore(String model, long since, long predicted, long judged, long right) {
  /** Nothing yet. */
  static ModelScore of(String model) {
    return new ModelScore(model, Long.MAX_VALUE, 0, 0, 0);
  }

  /**
   * One more prediction.
   *
   * @param recognised null where nobody knows
   */
  ModelScore and(long at, Boolean recognised) {
    return new ModelScore(
        model,
        Math.min(since, at),
        predicted + 1,
        judged + (recognised == null ? 0 : 1),
        right + (Boolean.TRUE.equals(recognised) ? 1 : 0));
  }

  /** Share of the judged pictures that were recognised; null where there are none. */
  Double accuracy() {
    return judged == 0 ? null : (double) right / judged;
  }
}
