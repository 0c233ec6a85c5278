package io.flinkmobilenet.format.layout;

import io.flinkmobilenet.format.layout.Factor.Axis;
import io.flinkmobilenet.graph.InvalidGraphException;

/** The order of the elements of a sum or product of two maps. */
final class Broadcast {
  private Broadcast() {}

  /** Returns the layout of the result: extents of 1 are repeated, missing outer axes as well. */
  static Layout of(Layout first, Layout second) {
    Layout a = widened(first, second.rank());
    Layout b = widened(second, first.rank());
    Layout result = a;
    for (int axis = 0; axis < a.rank(); axis++) {
      if (a.axis(axis).isEmpty()) {
        result = result.with(axis, b);
      } else if (!b.axis(axis).isEmpty() && !a.axis(axis).equals(b.axis(axis))) {
        throw refusal(first, second);
      }
    }
    for (Axis axis : Axis.values()) {
      requireOncePerAxis(result, axis, first, second);
    }
    return result;
  }

  /** An axis of the map on two axes of the result would be an outer product. */
  private static void requireOncePerAxis(Layout result, Axis axis, Layout first, Layout second) {
    long positions = result.positions(axis);
    if (positions > Math.max(first.positions(axis), second.positions(axis))) {
      throw refusal(first, second);
    }
  }

  private static Layout widened(Layout layout, int rank) {
    if (layout.rank() >= rank) {
      return layout;
    }
    int[] extents = new int[rank];
    int added = rank - layout.rank();
    for (int axis = 0; axis < rank; axis++) {
      extents[axis] = axis < added ? 1 : layout.extents()[axis - added];
    }
    return layout.reshape(extents);
  }

  private static InvalidGraphException refusal(Layout first, Layout second) {
    return new InvalidGraphException(
        "operands: expected maps whose axes fit, found %s and %s with axes in other orders"
            .formatted(first, second));
  }
}
