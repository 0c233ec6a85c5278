package io.flinkmobilenet.kernel;

import io.flinkmobilenet.graph.Activation;

/**
 * One convolution with its weights and its activation.
 *
 * @param filters weights and biases
 * @param activation function applied to the sums
 */
public record ConvLayer(Filters filters, Activation activation) {}
