package io.flinkmobilenet.network;

/**
 * One class of a prediction.
 *
 * @param index the class, from 0
 * @param probability its softmax probability
 */
public record ClassScore(int index, float probability) {}
