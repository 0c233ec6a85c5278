package io.flinkmobilenet.network;

/**
 * Index and probability of one class in a prediction.
 *
 * @param index index of the class, from 0
 * @param probability probability of the class, computed by the plan's {@link Scores}
 */
public record ClassScore(int index, float probability) {}
