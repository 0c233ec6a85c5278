package io.flinkmobilenet.format.layout;

import io.flinkmobilenet.graph.InvalidGraphException;
import io.flinkmobilenet.tensor.Shape;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * A tensor that does not depend on the image. Its elements are decoded when they are asked for, so
 * that it takes no memory besides the file's.
 */
public final class ConstantTensor implements ImportedValue {
  /** Views on views, each of which is one more call per element. */
  private static final int MAX_DEPTH = 16;

  /** Numbers in a list of extents, axes or paddings. */
  private static final int MAX_NUMBERS = 1 << 12;

  private final String name;
  private final Shape shape;
  private final boolean whole;
  private final IntToDoubleFunction values;
  private final int depth;

  private ConstantTensor(
      String name, Shape shape, boolean whole, IntToDoubleFunction values, int depth) {
    this.name = name;
    this.shape = shape;
    this.whole = whole;
    this.values = values;
    this.depth = depth;
  }

  /**
   * Creates a tensor.
   *
   * @param name its name in the file
   * @param whole whether its elements are whole numbers
   * @param values function from the index of an element, in row-major order, to the element
   */
  public static ConstantTensor of(
      String name, Shape shape, boolean whole, IntToDoubleFunction values) {
    return new ConstantTensor(name, shape, whole, values, 0);
  }

  /** Creates a tensor of one axis. */
  public static ConstantTensor vector(String name, int elements, IntToDoubleFunction values) {
    return of(name, Shape.of(elements), false, values);
  }

  /** Returns its name in the file. */
  public String name() {
    return name;
  }

  /** Returns its shape. */
  public Shape shape() {
    return shape;
  }

  /** Returns whether its elements are whole numbers. */
  public boolean whole() {
    return whole;
  }

  @Override
  public int[] extents() {
    int[] extents = new int[shape.rank()];
    Arrays.setAll(extents, shape::extent);
    return extents;
  }

  /** Returns the number of elements. */
  public int elements() {
    return shape.elements();
  }

  /** Returns an element; the index is in row-major order. */
  public double at(int index) {
    return values.applyAsDouble(index);
  }

  /** Returns all elements as floats. */
  public float[] floats() {
    float[] floats = new float[elements()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) at(i);
    }
    return floats;
  }

  /**
   * Returns all elements as whole numbers.
   *
   * @throws InvalidGraphException if they are no whole numbers or more than 65536
   */
  public long[] numbers() {
    if (!whole || elements() > MAX_NUMBERS) {
      throw new InvalidGraphException(
          "tensor %s: expected at most %d whole numbers, found %d %s numbers"
              .formatted(name, MAX_NUMBERS, elements(), whole ? "whole" : "floating-point"));
    }
    long[] numbers = new long[elements()];
    Arrays.setAll(numbers, i -> (long) at(i));
    return numbers;
  }

  /**
   * Returns the same elements with other extents.
   *
   * @throws InvalidGraphException if the number of elements differs
   */
  public ConstantTensor reshape(int... extents) {
    Shape other = Shape.of(extents);
    if (other.elements() != elements()) {
      throw new InvalidGraphException(
          "tensor %s: expected a shape of %d elements, found %s"
              .formatted(name, elements(), other));
    }
    return new ConstantTensor(name, other, whole, values, depth);
  }

  /** Returns the same elements, from now on whole numbers or not. */
  public ConstantTensor cast(boolean toWhole) {
    return toWhole && !whole
        ? view(shape, true, index -> (long) at(index))
        : new ConstantTensor(name, shape, toWhole, values, depth);
  }

  /** Returns another number for each element. */
  public ConstantTensor view(Shape other, boolean otherWhole, IntToDoubleFunction elements) {
    if (depth >= MAX_DEPTH) {
      throw new InvalidGraphException(
          "tensor %s: expected at most %d operations on weights, found more"
              .formatted(name, MAX_DEPTH));
    }
    return new ConstantTensor(name, other, otherWhole, elements, depth + 1);
  }

  /**
   * Returns the elements with axes in another order.
   *
   * @param order for each new axis the index of the old one, each of them once
   */
  public ConstantTensor transpose(int... order) {
    int[] strides = strides();
    int[] extents = new int[order.length];
    int[] steps = new int[order.length];
    for (int axis = 0; axis < order.length; axis++) {
      extents[axis] = shape.extent(order[axis]);
      steps[axis] = strides[order[axis]];
    }
    return view(Shape.of(extents), whole, index -> at(place(index, extents, steps)));
  }

  /** Returns the sum of each position of a row-major index, multiplied with the axis's step. */
  public static int place(int index, int[] extents, int[] steps) {
    int rest = index;
    int place = 0;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      place += rest % extents[axis] * steps[axis];
      rest /= extents[axis];
    }
    return place;
  }

  /** Returns for each axis the number of elements from one position to the next. */
  public int[] strides() {
    int[] strides = new int[shape.rank()];
    int stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape.extent(axis);
    }
    return strides;
  }
}
