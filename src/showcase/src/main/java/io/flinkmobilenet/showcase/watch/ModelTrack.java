package io.flinkmobilenet.showcase.watch;

import io.flinkmobilenet.showcase.watch.WatchSnapshot.Model;

/** Counts of one model's predictions. */
final class ModelTrack {
  private final String name;
  private final Score score = new Score();
  private final ScoreCurve curve;
  private long predicted;

  ModelTrack(String name, int span) {
    this.name = name;
    this.curve = new ScoreCurve(span);
  }

  void predicted() {
    predicted++;
  }

  void judged(boolean isRight) {
    score.add(isRight);
  }

  /** Adds a judged prediction to the curve. */
  void judged(long second, boolean isRight) {
    curve.add(second, isRight);
  }

  Model snapshot(long first, long last, long complete) {
    return new Model(
        name,
        predicted,
        score.judged(),
        score.right(),
        score.accuracy(),
        curve.at(complete).accuracy(),
        curve.between(first, last));
  }
}
