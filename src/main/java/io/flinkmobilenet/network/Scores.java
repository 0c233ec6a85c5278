package io.flinkmobilenet.network;

/** What is made of a network's logits so that they can be read as probabilities. */
public enum Scores {
  /** One class is right: over all classes the probabilities add up to 1. */
  SOFTMAX {
    @Override
    void of(float[] logits, float[] probabilities) {
      float largest = Float.NEGATIVE_INFINITY;
      for (float logit : logits) {
        largest = Math.max(largest, logit);
      }
      double sum = 0;
      for (int i = 0; i < logits.length; i++) {
        // The largest is taken off so that no exponential overflows.
        double exponential = Math.exp((double) logits[i] - largest);
        probabilities[i] = (float) exponential;
        sum += exponential;
      }
      for (int i = 0; i < probabilities.length; i++) {
        probabilities[i] = (float) (probabilities[i] / sum);
      }
    }
  },

  /** Each class is right or wrong by itself: {@code 1 / (1 + exp(-logit))}. */
  SIGMOID {
    @Override
    void of(float[] logits, float[] probabilities) {
      for (int i = 0; i < logits.length; i++) {
        // An exponential that overflows is infinite, which gives the right limit of 0.
        probabilities[i] = (float) (1 / (1 + Math.exp(-(double) logits[i])));
      }
    }
  };

  /**
   * Makes probabilities of finite logits.
   *
   * @param logits one a class
   * @param probabilities one a class, 0 to 1; written
   */
  abstract void of(float[] logits, float[] probabilities);
}
