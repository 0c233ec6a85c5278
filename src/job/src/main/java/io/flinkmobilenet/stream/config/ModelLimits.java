package io.flinkmobilenet.stream.config;

import java.io.Serializable;

/**
 * Limits of the models that the job keeps.
 *
 * @param maxBytes longest canonical artifact of a model, at least 1
 * @param maxModels number of models, at least 2: the active one and the next one
 */
public record ModelLimits(int maxBytes, int maxModels) implements Serializable {}
