package io.flinkmobilenet.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Extents of a tensor, outermost first; a scalar has none. Immutable. */
public final class Shape {
  private final int[] extents;

  private Shape(int[] extents) {
    this.extents = extents;
  }

  /**
   * Creates a shape of the given extents.
   *
   * @throws IllegalArgumentException if an extent is negative or the number of elements exceeds
   *     {@link Integer#MAX_VALUE}
   */
  public static Shape of(int... extents) {
    long elements = 1;
    for (int extent : extents) {
      if (extent < 0) {
        throw new IllegalArgumentException("negative extent in shape " + Arrays.toString(extents));
      }
      elements *= extent;
      if (elements > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(extents) + " has more than 2^31 - 1 elements");
      }
    }
    return new Shape(extents.clone());
  }

  /** Returns the number of extents. */
  public int rank() {
    return extents.length;
  }

  /** Returns the extent of the given axis; the outermost axis is 0. */
  public int extent(int axis) {
    return extents[axis];
  }

  /** Returns the product of all extents; 1 for a scalar. */
  public int elements() {
    int elements = 1;
    for (int extent : extents) {
      elements *= extent;
    }
    return elements;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(extents, shape.extents);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(extents);
  }

  /** Returns the extents as in {@code [32, 3, 3, 3]}. */
  @Override
  public String toString() {
    return Arrays.stream(extents)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
