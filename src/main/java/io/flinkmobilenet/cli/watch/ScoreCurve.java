package io.flinkmobilenet.cli.watch;

import java.util.ArrayList;
import java.util.List;

/** Accuracy over a window that slides from second to second. */
final class ScoreCurve {
  /** Seconds of the window; few enough to show a swap, many enough not to jump. */
  static final int WINDOW = 10;

  private final PerSecond<Score> scores;
  private long newest = Long.MIN_VALUE;

  /** Nothing judged yet; so many seconds of curve are kept. */
  ScoreCurve(int span) {
    scores = new PerSecond<>(span + WINDOW, Score::new);
  }

  void add(long second, boolean isRight) {
    scores.of(second).add(isRight);
    newest = Math.max(newest, second);
  }

  /** What the window that ends with this second came to. */
  Score at(long second) {
    Score sum = new Score();
    for (long s = second - WINDOW + 1; s <= second; s++) {
      scores.find(s).ifPresent(sum::add);
    }
    return sum;
  }

  /**
   * Accuracy at each second from one to another, both included; null where nothing was judged, and
   * after the last second in which something was: the window would slide out of its data.
   */
  List<Double> between(long first, long last) {
    List<Double> curve = new ArrayList<>();
    for (long s = first; s <= last; s++) {
      curve.add(s > newest ? null : at(s).accuracy());
    }
    return curve;
  }
}
