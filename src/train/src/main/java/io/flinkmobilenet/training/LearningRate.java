package io.flinkmobilenet.training;

/**
 * A learning rate that grows linearly during warm-up and then falls to zero along half a cosine.
 *
 * @param peak the largest rate
 * @param warmUp steps until it is reached
 * @param steps total number of steps
 * @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov and Hutter, SGDR</a>
 */
record LearningRate(double peak, int warmUp, int steps) {
  /** The rate of a step, counted from 1. */
  double at(int step) {
    if (step < warmUp) {
      return peak * step / warmUp;
    }
    double done = (double) (step - warmUp) / Math.max(1, steps - warmUp);
    return peak * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, done)));
  }
}
