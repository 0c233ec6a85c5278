package io.flinkmobilenet.showcase.evaluate;

/**
 * The results of both models of a cascade for one labelled image.
 *
 * @param judges whether the image is of the half that judges; the other half chooses thresholds
 * @param small result of the small model
 * @param large result of the large model
 */
record CascadeTrial(boolean judges, Outcome small, Outcome large) {
  /**
   * The result of one model.
   *
   * @param right whether the most probable class is the true one
   * @param probability probability of the most probable class
   * @param margin difference to the probability of the second class
   * @param decodeNanos processor time of reading pixels from the encoded image
   * @param networkNanos processor time of the network
   */
  record Outcome(
      boolean right, float probability, float margin, long decodeNanos, long networkNanos) {
    long nanos() {
      return decodeNanos + networkNanos;
    }
  }
}
