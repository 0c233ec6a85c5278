package io.flinkmobilenet.weights.onnx;

import java.util.HashMap;
import java.util.Map;

/** Conversions by the name of the operator. */
final class Conversions {
  private static final Map<String, Conversion> BY_OPERATOR = new HashMap<>();

  static {
    WindowConversions.addTo(BY_OPERATOR);
    ElementConversions.addTo(BY_OPERATOR);
    ArithmeticConversions.addTo(BY_OPERATOR);
    ChannelConversions.addTo(BY_OPERATOR);
    ShapeConversions.addTo(BY_OPERATOR);
  }

  private Conversions() {}

  /** Returns the conversion of an operator, or null. */
  static Conversion of(String operator) {
    return BY_OPERATOR.get(operator);
  }
}
