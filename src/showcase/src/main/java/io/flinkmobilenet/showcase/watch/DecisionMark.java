package io.flinkmobilenet.showcase.watch;

/**
 * A decision of the job about a rollout.
 *
 * @param at milliseconds since 1970
 * @param deployment name and epoch, with a slash between
 * @param sequence number of the decision for this epoch, from 1
 * @param action {@code ADVANCE}, {@code HOLD}, {@code ROLL_BACK} or {@code COMPLETE}
 * @param step step of the plan after the decision, from 0; -1 after {@code ROLL_BACK}
 * @param share share of the canary after the decision, 0 to 1
 * @param reason reason for the decision, with the numbers
 */
record DecisionMark(
    long at,
    String deployment,
    long sequence,
    String action,
    int step,
    double share,
    String reason) {}
