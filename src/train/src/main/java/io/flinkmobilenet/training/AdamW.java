package io.flinkmobilenet.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * Adam with decoupled weight decay. Its moments are arrays like the weights, so that a checkpoint
 * can contain them.
 *
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter, Decoupled Weight Decay
 *     Regularization</a>
 */
final class AdamW {
  private static final float BETA_1 = 0.9f;
  private static final float BETA_2 = 0.999f;
  private static final float EPSILON = 1e-8f;
  private static final float NO_CLIPPING = -1;

  private final Weights weights;
  private final Weights mean;
  private final Weights variance;
  private final float weightDecay;

  /**
   * Creates an optimiser.
   *
   * @param mean moving averages of the gradients
   * @param variance moving averages of their squares
   * @param weightDecay weight decay of convolutions and the classifier; biases and normalisations
   *     have none
   */
  AdamW(Weights weights, Weights mean, Weights variance, float weightDecay) {
    this.weights = weights;
    this.mean = mean;
    this.variance = variance;
    this.weightDecay = weightDecay;
  }

  /**
   * Makes one step along the gradients and resets them to zero.
   *
   * @param step number of the step, from 1
   */
  void step(int step, double learningRate) {
    double correction = Math.sqrt(1 - Math.pow(BETA_2, step)) / (1 - Math.pow(BETA_1, step));
    for (String name : weights.names()) {
      if (Weights.isTrained(name)) {
        update(name, (float) learningRate, (float) (learningRate * correction));
      }
    }
  }

  private void update(String name, float learningRate, float corrected) {
    NDArray weight = weights.get(name);
    float decay = weight.getShape().dimension() > 1 ? weightDecay : 0;
    try (NDArray gradient = weight.getGradient()) {
      weight
          .getNDArrayInternal()
          .adamUpdate(
              new NDList(weight, gradient, mean.get(name), variance.get(name)),
              new NDList(weight),
              learningRate,
              corrected,
              decay,
              1,
              NO_CLIPPING,
              BETA_1,
              BETA_2,
              EPSILON,
              true,
              true);
      gradient.subi(gradient);
    }
  }
}
