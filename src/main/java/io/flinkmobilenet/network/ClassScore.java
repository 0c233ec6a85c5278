package io.flinkmobilenet.network;

/**
 * One class of a prediction.
 *
 * @param index the class, from 0
 * @param probability its probability, as the plan's {@link Scores} give it
 */
public record ClassScore(int index, float probability) {}
