package io.flinkmobilenet.stream.config;

import java.io.Serializable;

/**
 * How much of the models topic is kept.
 *
 * @param maxBytes length of a model's canonical artifact, at least 1
 * @param maxModels how many models, at least 2: one in charge and one to come
 */
public record ModelLimits(int maxBytes, int maxModels) implements Serializable {}
