package io.flinkmobilenet.network;

import io.flinkmobilenet.tensor.Shape;

/**
 * One tensor that a network needs.
 *
 * @param name its name in a Hugging Face checkpoint
 * @param shape its shape there
 */
public record Parameter(String name, Shape shape) {}
