package io.flinkmobilenet.network;

import io.flinkmobilenet.tensor.Shape;

/**
 * One tensor that a network needs.
 *
 * @param name name in a Hugging Face checkpoint
 * @param shape shape in that checkpoint
 */
public record Parameter(String name, Shape shape) {}
