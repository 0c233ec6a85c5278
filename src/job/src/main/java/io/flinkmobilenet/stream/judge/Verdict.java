package io.flinkmobilenet.stream.judge;

import io.flinkmobilenet.event.RolloutAction;

/**
 * What the rule says about a step.
 *
 * @param action what to do
 * @param step step of the plan after it
 * @param reason what led to it, with the numbers
 */
record Verdict(RolloutAction action, int step, String reason) {}
