package io.flinkmobilenet.graph;

import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import java.util.function.Function;

/**
 * One tensor that a network needs.
 *
 * @param name name in the checkpoint
 * @param shape shape in that checkpoint
 */
public record Parameter(String name, Shape shape) {
  /** Returns the number of values. */
  public long elements() {
    return shape.elements();
  }

  /** Returns all values of the tensor with this name, as {@link #tensor} does. */
  public float[] values(Function<String, Tensor> tensors) {
    return tensor(tensors).values();
  }

  /**
   * Returns the tensor with this name.
   *
   * @param tensors function from a name to its tensor, or to null
   * @throws IllegalArgumentException if there is no such tensor or it has another shape
   */
  public Tensor tensor(Function<String, Tensor> tensors) {
    Tensor tensor = tensors.apply(name);
    if (tensor == null || !tensor.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "tensor %s: expected shape %s, found %s"
              .formatted(name, shape, tensor == null ? "none" : tensor.shape()));
    }
    return tensor;
  }
}
