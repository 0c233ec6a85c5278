package io.flinkmobilenet.showcase.watch;

/**
 * Number of predictions that could be compared with the true class, and how many of them were
 * right.
 */
final class Score {
  private long judged;
  private long right;

  void add(boolean isRight) {
    judged++;
    right += isRight ? 1 : 0;
  }

  void add(Score other) {
    judged += other.judged;
    right += other.right;
  }

  long judged() {
    return judged;
  }

  long right() {
    return right;
  }

  /** The share of right predictions; null if nothing was judged. */
  Double accuracy() {
    // Four digits are more than a curve shows, and they keep the JSON short.
    return judged == 0 ? null : Math.round(1e4 * right / judged) / 1e4;
  }
}
