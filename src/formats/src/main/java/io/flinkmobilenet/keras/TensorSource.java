package io.flinkmobilenet.keras;

/**
 * Where a tensor comes from.
 *
 * @param layer name of a layer of the same model
 * @param call which call of the layer, from 0
 * @param tensor which result of that call, from 0
 */
public record TensorSource(String layer, int call, int tensor) {}
