package io.flinkmobilenet.weights;

import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;

/**
 * Tensors by name, as a file of weights holds them. Immutable.
 *
 * <p>Every method that takes a name throws {@link IllegalArgumentException} if there is no tensor
 * of that name.
 */
public interface NamedTensors {
  /** Names of all tensors, in the order of the file's directory. */
  Set<String> names();

  /** What the file says of itself; empty if it says nothing. */
  Map<String, String> metadata();

  /** Extents of a tensor. */
  Shape shape(String name);

  /** Type of a tensor's elements in the file. */
  DType dtype(String name);

  /** A tensor decoded to floats: a new array at every call. */
  Tensor tensor(String name);

  /** A tensor's elements as in the file: little-endian, read-only, not copied. */
  ByteBuffer bytes(String name);
}
