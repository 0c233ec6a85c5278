package io.flinkmobilenet.kernel;

/**
 * One convolution of several that run as one.
 *
 * @param filters its weights
 * @param activation what follows it
 */
public record ConvLayer(Filters filters, Activation activation) {}
