package io.flinkmobilenet.showcase.watch;

import java.util.ArrayList;
import java.util.List;

/** Accuracy over a window that moves from second to second. */
final class ScoreCurve {
  /**
   * Length of the window in seconds: short enough to show a swap, long enough for a smooth curve.
   */
  static final int WINDOW = 10;

  private final PerSecond<Score> scores;
  private long newest = Long.MIN_VALUE;

  /** Starts without predictions and keeps {@code span} seconds of curve. */
  ScoreCurve(int span) {
    scores = new PerSecond<>(span + WINDOW, Score::new);
  }

  void add(long second, boolean isRight) {
    scores.of(second).add(isRight);
    newest = Math.max(newest, second);
  }

  /** The score of the window that ends with this second. */
  Score at(long second) {
    Score sum = new Score();
    for (long s = second - WINDOW + 1; s <= second; s++) {
      scores.find(s).ifPresent(sum::add);
    }
    return sum;
  }

  /**
   * Accuracy at each second from {@code first} to {@code last}, both included. It is null if
   * nothing was judged, and after the last second with a judged prediction, where the window would
   * run out of data.
   */
  List<Double> between(long first, long last) {
    List<Double> curve = new ArrayList<>();
    for (long s = first; s <= last; s++) {
      curve.add(s > newest ? null : at(s).accuracy());
    }
    return curve;
  }
}
