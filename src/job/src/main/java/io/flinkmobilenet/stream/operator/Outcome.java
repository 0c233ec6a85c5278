package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.protocol.routing.Routed;

/**
 * What became of an image: a prediction or a rejection.
 *
 * @param routed the way of the image; null if its record has a defect
 * @param prediction the prediction; null if the image is rejected
 * @param rejection why the image is rejected; null if it is not
 * @param nanos time that the answering models took
 */
record Outcome(Routed routed, Prediction prediction, RejectedImageException rejection, long nanos) {
  /** Returns whether the prediction repeats that about an earlier image. */
  boolean isRepeated() {
    return prediction != null && prediction.getRepeats() != null;
  }
}
