package io.flinkmobilenet.training;

/**
 * Settings that decide what a training comes to.
 *
 * @param frames of the training's seed
 * @param epochs how often each is learnt from before the learning rate has fallen to nought
 * @param batch pictures a step
 * @param learningRate its peak
 * @param refiningEpochs how often each is learnt from after that, while the rate falls once more
 * @param refiningRate the peak of the learning rate then
 * @param weightDecay of convolutions and the classifier
 * @param averageDecay of the moving average of the weights, a step
 * @param firstEdge rows and columns of the pictures in the first epochs, which take less time so
 * @param smallEpochs how many epochs that are
 * @param seed of the untrained weights, the order of frames and their variation
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

  /** Checks that there is something to do. */
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

  /**
   * Rows and columns of a step's pictures; those of the last steps are as the network's table has
   * them.
   */
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
