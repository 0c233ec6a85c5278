package io.flinkmobilenet.protocol;

/**
 * A decision of the job about the plan of a deployment, as the job reads it back.
 *
 * @param epoch epoch of the deployment
 * @param sequence number of the decision for this epoch, from 1; the highest one counts
 * @param step step of the plan after the decision, or {@link Rollout#ROLLED_BACK}
 * @param complete whether nothing is left to decide
 */
public record RolloutDecision(long epoch, long sequence, int step, boolean complete)
    implements ModelMessage {
  /** Whether this decision counts rather than the other one, which may be null. */
  public boolean outranks(RolloutDecision other) {
    return other == null
        || epoch > other.epoch
        || epoch == other.epoch && sequence > other.sequence;
  }
}
