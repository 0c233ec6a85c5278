package io.flinkmobilenet.showcase.evaluate;

/** The number that a cascade compares with its threshold. */
enum Confidence {
  /** Probability of the most probable class. */
  PROBABILITY {
    @Override
    float of(CascadeTrial.Outcome outcome) {
      return outcome.probability();
    }
  },

  /** Difference between the probabilities of the two most probable classes. */
  MARGIN {
    @Override
    float of(CascadeTrial.Outcome outcome) {
      return outcome.margin();
    }
  };

  abstract float of(CascadeTrial.Outcome outcome);
}
