package io.flinkmobilenet.showcase.evaluate;

import io.flinkmobilenet.network.ClassScore;
import java.util.List;

/** The result for one image. */
sealed interface Judgement {
  /**
   * An image that was classified.
   *
   * @param truth index of its true class
   * @param classes best first
   */
  record Classified(int truth, List<ClassScore> classes) implements Judgement {}

  /**
   * An image that could not be classified.
   *
   * @param message name of the image and the reason
   */
  record Failed(String message) implements Judgement {}
}
