package io.flinkmobilenet.cli.evaluate;

import io.flinkmobilenet.network.ClassScore;
import java.util.List;

/** What came of one picture. */
sealed interface Judgement {
  /**
   * A picture that was classified.
   *
   * @param truth index of the class that it shows
   * @param classes best first
   */
  record Classified(int truth, List<ClassScore> classes) implements Judgement {}

  /**
   * A picture that could not be classified.
   *
   * @param message which, and why
   */
  record Failed(String message) implements Judgement {}
}
