package io.flinkmobilenet.training;

import ai.djl.ndarray.NDArray;

/**
 * Exponential moving average of the weights. It is validated and shipped, because it is better than
 * the weights of any single step.
 */
final class MovingAverage {
  private final Weights weights;
  private final Weights average;
  private final double decay;

  MovingAverage(Weights weights, Weights average, double decay) {
    this.weights = weights;
    this.average = average;
    this.decay = decay;
  }

  /**
   * Adds the current weights to the average.
   *
   * @param step number of the step, from 1; the first steps have more weight, so that untrained
   *     weights lose their influence soon
   */
  void follow(int step) {
    float kept = (float) Math.min(decay, step / (step + 10.0));
    for (String name : weights.names()) {
      try (NDArray part = weights.get(name).mul(1 - kept)) {
        average.get(name).muli(kept).addi(part);
      }
    }
  }
}
