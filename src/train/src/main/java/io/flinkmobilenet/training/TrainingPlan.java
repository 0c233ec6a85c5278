package io.flinkmobilenet.training;

/**
 * The settings that determine the result of a training.
 *
 * @param frames number of training frames
 * @param epochs epochs until the learning rate has fallen to zero
 * @param batch images per step
 * @param learningRate peak of the learning rate
 * @param refiningEpochs epochs after that, in which the rate falls again
 * @param refiningRate peak of the learning rate in these epochs
 * @param weightDecay weight decay of convolutions and the classifier
 * @param averageDecay decay per step of the moving average of the weights
 * @param firstEdge rows and columns of the images in the first epochs, which makes them faster
 * @param smallEpochs number of these first epochs
 * @param seed seed of the untrained weights, the order of frames and their variation
 */
record TrainingPlan(
    int frames,
    int epochs,
    int batch,
    double learningRate,
    int refiningEpochs,
    double refiningRate,
    double weightDecay,
    double averageDecay,
    int firstEdge,
    int smallEpochs,
    long seed) {
  private static final double WARM_UP = 0.05;

  /** Checks that there is at least one step. */
  TrainingPlan {
    if (batch < 2 || frames < batch || epochs < 1) {
      throw new IllegalArgumentException(
          "expected a batch of 2 or more, as many frames, an epoch; found batch %d, frames %d, epochs %d"
              .formatted(batch, frames, epochs));
    }
  }

  int stepsPerEpoch() {
    return frames / batch;
  }

  int allEpochs() {
    return epochs + refiningEpochs;
  }

  int steps() {
    return allEpochs() * stepsPerEpoch();
  }

  /** Rows and columns of a step's images; in the last steps those of the network's table. */
  int edgeAt(int step, int lastEdge) {
    return step <= smallEpochs * stepsPerEpoch() ? firstEdge : lastEdge;
  }

  /** Learning rate of a step, from 1. */
  double rateAt(int step) {
    int first = epochs * stepsPerEpoch();
    return step <= first
        ? falling(learningRate, first).at(step)
        : falling(refiningRate, steps() - first).at(step - first);
  }

  private static LearningRate falling(double peak, int steps) {
    return new LearningRate(peak, (int) Math.ceil(steps * WARM_UP), steps);
  }
}
