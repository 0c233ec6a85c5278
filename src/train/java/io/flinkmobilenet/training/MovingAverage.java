package io.flinkmobilenet.training;

import ai.djl.ndarray.NDArray;

/**
 * Exponential moving average of the weights: what is validated and shipped, since it is better than
 * any single step.
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
   * Takes the weights in.
   *
   * @param step from 1; the first ones count more, so that untrained weights are soon forgotten
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
