package io.flinkmobilenet.format.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of an axis of a map: position {@code i} of the part stands for {@code i · stride}
 * positions of the axis.
 *
 * @param axis the axis
 * @param extent number of positions, at least 2
 * @param stride positions of the axis from one position of the part to the next
 */
record Factor(Axis axis, int extent, int stride) {
  /** Axes of a map. */
  enum Axis {
    ROWS,
    COLUMNS,
    CHANNELS
  }

  /** Returns the parts with neighbours joined that are consecutive parts of one axis. */
  static List<Factor> joined(List<Factor> factors) {
    List<Factor> joined = new ArrayList<>(factors.size());
    for (Factor factor : factors) {
      int last = joined.size() - 1;
      if (last >= 0 && joined.get(last).precedes(factor)) {
        Factor outer = joined.get(last);
        joined.set(last, new Factor(factor.axis, outer.extent * factor.extent, factor.stride));
      } else {
        joined.add(factor);
      }
    }
    return List.copyOf(joined);
  }

  private boolean precedes(Factor inner) {
    return axis == inner.axis && stride == inner.extent * inner.stride;
  }
}
