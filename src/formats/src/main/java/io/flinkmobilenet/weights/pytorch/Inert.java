package io.flinkmobilenet.weights.pytorch;

/**
 * A placeholder for an object beside the tensors of a checkpoint, such as the settings of its
 * training. It holds nothing but the name of its class.
 *
 * @param type class or function that the file names
 */
record Inert(Global type) {}
