package io.flinkmobilenet.network;

/** The function that turns a network's logits into probabilities. */
public enum Scores {
  /** Exactly one class is right: the probabilities of all classes add up to 1. */
  SOFTMAX {
    @Override
    void of(float[] logits, float[] probabilities) {
      float largest = Float.NEGATIVE_INFINITY;
      for (float logit : logits) {
        largest = Math.max(largest, logit);
      }
      double sum = 0;
      for (int i = 0; i < logits.length; i++) {
        // The largest logit is subtracted so that no exponential overflows.
        double exponential = Math.exp((double) logits[i] - largest);
        probabilities[i] = (float) exponential;
        sum += exponential;
      }
      for (int i = 0; i < probabilities.length; i++) {
        probabilities[i] = (float) (probabilities[i] / sum);
      }
    }
  },

  /** Each class is right or wrong independently: {@code 1 / (1 + exp(-logit))}. */
  SIGMOID {
    @Override
    void of(float[] logits, float[] probabilities) {
      for (int i = 0; i < logits.length; i++) {
        // An exponential that overflows is infinite, which gives the correct limit 0.
        probabilities[i] = (float) (1 / (1 + Math.exp(-(double) logits[i])));
      }
    }
  };

  /**
   * Computes probabilities from finite logits.
   *
   * @param logits one number per class
   * @param probabilities receives one number per class, 0 to 1
   */
  abstract void of(float[] logits, float[] probabilities);
}
