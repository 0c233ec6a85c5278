package io.flinkmobilenet.statedict;

import java.util.ArrayList;
import java.util.List;

/** Width multipliers to be tried: first those of published networks. */
final class Widths {
  private static final List<Double> PUBLISHED =
      List.of(1.0, 0.75, 0.5, 0.35, 0.25, 1.4, 1.3, 1.1, 1.2, 0.1);

  /** Others that people train have at most two decimal places. */
  private static final int MOST_HUNDREDTHS = 200;

  private Widths() {}

  /** Returns all multipliers. */
  static List<Double> all() {
    List<Double> widths = new ArrayList<>(PUBLISHED);
    for (int hundredths = 5; hundredths <= MOST_HUNDREDTHS; hundredths += 5) {
      double width = hundredths / 100.0;
      if (!widths.contains(width)) {
        widths.add(width);
      }
    }
    return widths;
  }

  /** Returns all multipliers if the file has the first layer, else only the first one. */
  static List<Double> of(Tensors tensors, String firstLayer) {
    return tensors.has(firstLayer) ? all() : PUBLISHED.subList(0, 1);
  }
}
