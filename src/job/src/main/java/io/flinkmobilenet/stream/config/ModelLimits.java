package io.flinkmobilenet.stream.config;

import java.io.Serializable;

/**
 * Limits of the models that the job keeps and loads.
 *
 * @param maxBytes longest canonical artifact of a model, at least 1
 * @param maxModels number of models that are kept, at least 2: the active one and the next one
 * @param maxLoaded number of models of a deployment, which are loaded at the same time, at least 1
 * @param maxLoadedBytes memory of these models' weights and buffers in one subtask
 */
public record ModelLimits(int maxBytes, int maxModels, int maxLoaded, long maxLoadedBytes)
    implements Serializable {}
