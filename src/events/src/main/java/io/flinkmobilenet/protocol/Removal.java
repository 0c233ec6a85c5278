package io.flinkmobilenet.protocol;

/**
 * Withdraws a model: the key of its manifest came with a null value.
 *
 * @param key name and version of the model
 */
public record Removal(ModelKey key) implements ModelMessage {}
