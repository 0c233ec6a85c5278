package io.flinkmobilenet.graph;

import java.util.List;
import java.util.Locale;

/**
 * Sum, difference, product or larger or smaller value of two maps, value by value. An extent of 1
 * is repeated where the other map has more: a 1×1×C map of squeeze-and-excitation scales every
 * pixel.
 *
 * @param operation the operation; the second map is subtracted from the first one
 */
public record Arithmetic(Operation operation) implements Operator {
  /** The operations. */
  public enum Operation {
    /** a + b. */
    ADD,
    /** a − b. */
    SUBTRACT,
    /** a · b. */
    MULTIPLY,
    /** max(a, b). */
    MAXIMUM,
    /** min(a, b). */
    MINIMUM
  }

  /** Returns the value of the operation. */
  public double apply(double a, double b) {
    return switch (operation) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case MAXIMUM -> Math.max(a, b);
      case MINIMUM -> Math.min(a, b);
    };
  }

  @Override
  public String title() {
    return operation == null ? "arithmetic" : operation.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    Expect.present("operation", operation);
    Expect.that(inputs.size() == 2, "inputs", "2", inputs.size());
    FeatureShape a = inputs.get(0);
    FeatureShape b = inputs.get(1);
    boolean fit =
        fits(a.height(), b.height())
            && fits(a.width(), b.width())
            && fits(a.channels(), b.channels());
    if (!fit) {
      throw Expect.refusal("second input", a + ", or 1 for an extent of either", b);
    }
    return new FeatureShape(
        Math.max(a.height(), b.height()),
        Math.max(a.width(), b.width()),
        Math.max(a.channels(), b.channels()));
  }

  private static boolean fits(int a, int b) {
    return a == b || a == 1 || b == 1;
  }
}
