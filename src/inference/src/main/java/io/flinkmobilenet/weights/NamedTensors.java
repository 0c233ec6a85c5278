package io.flinkmobilenet.weights;

import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;

/**
 * The tensors of a weights file by name. Immutable.
 *
 * <p>Every method with a name as parameter throws {@link IllegalArgumentException} if there is no
 * tensor of that name.
 */
public interface NamedTensors {
  /** Returns the names of all tensors, in the order of the file's directory. */
  Set<String> names();

  /** Returns the metadata of the file; empty if it has none. */
  Map<String, String> metadata();

  /** Returns the extents of a tensor. */
  Shape shape(String name);

  /** Returns the element type of a tensor in the file. */
  DType dtype(String name);

  /** Returns a tensor as floats, which may be decoded only when they are read. */
  Tensor tensor(String name);

  /**
   * Returns a tensor's elements as in the file: little-endian, read-only, not copied if they are in
   * one array.
   */
  ByteBuffer bytes(String name);
}
