package io.flinkmobilenet.tensor;

/**
 * A dense tensor of floats.
 *
 * @param shape extents, outermost first
 * @param values {@code shape.elements()} values, the innermost axis contiguous; not copied
 */
public record Tensor(Shape shape, float[] values) {
  /** Checks that the number of values matches the shape. */
  public Tensor {
    if (values.length != shape.elements()) {
      throw new IllegalArgumentException(
          "shape " + shape + " needs " + shape.elements() + " values, found " + values.length);
    }
  }
}
