package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.format.layout.ConstantTensor;
import io.flinkmobilenet.format.layout.ImportedArithmetic;
import io.flinkmobilenet.format.layout.ImportedValue;
import io.flinkmobilenet.format.layout.MapValue;
import io.flinkmobilenet.graph.Arithmetic.Operation;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Sums, differences, products and quotients. */
final class ArithmeticConversions {
  private ArithmeticConversions() {}

  static void addTo(Map<String, Conversion> table) {
    table.put("Add", node -> List.of(add(node, 0, 1)));
    table.put("Sum", ArithmeticConversions::sum);
    table.put("Sub", ArithmeticConversions::subtract);
    table.put("Mul", ArithmeticConversions::multiply);
    table.put("Div", ArithmeticConversions::divide);
    table.put("Neg", node -> List.of(times(node, node.map(0), -1)));
    table.put("Pow", ArithmeticConversions::power);
  }

  private static ImportedArithmetic on(NodeInputs node) {
    return node.graph().arithmetic();
  }

  private static MapValue add(NodeInputs node, int first, int second) {
    if (node.isConstant(first)) {
      return on(node).shift(node.name(), node.map(second), node.constant(first));
    }
    return node.isConstant(second)
        ? on(node).shift(node.name(), node.map(first), node.constant(second))
        : on(node).of(node.name(), Operation.ADD, node.map(first), node.map(second));
  }

  private static List<ImportedValue> sum(NodeInputs node) {
    NodeInputs.require(node.count() >= 1, "inputs", "at least 1", 0);
    MapValue sum = node.map(0);
    for (int i = 1; i < node.count(); i++) {
      sum =
          node.isConstant(i)
              ? on(node).shift(node.name(), sum, node.constant(i))
              : on(node).of(node.name(), Operation.ADD, sum, node.map(i));
    }
    return List.of(sum);
  }

  private static List<ImportedValue> subtract(NodeInputs node) {
    if (node.isConstant(0)) {
      MapValue negative = times(node, node.map(1), -1);
      return List.of(on(node).shift(node.name(), negative, node.constant(0)));
    }
    if (node.isConstant(1)) {
      ConstantTensor negative = changed(node.constant(1), number -> -number);
      return List.of(on(node).shift(node.name(), node.map(0), negative));
    }
    return List.of(on(node).of(node.name(), Operation.SUBTRACT, node.map(0), node.map(1)));
  }

  private static List<ImportedValue> multiply(NodeInputs node) {
    if (node.isConstant(0)) {
      return List.of(on(node).scale(node.name(), node.map(1), node.constant(0)));
    }
    return List.of(
        node.isConstant(1)
            ? on(node).scale(node.name(), node.map(0), node.constant(1))
            : on(node).of(node.name(), Operation.MULTIPLY, node.map(0), node.map(1)));
  }

  private static List<ImportedValue> divide(NodeInputs node) {
    NodeInputs.require(
        node.isConstant(1), "divisor", "a constant", "a value that depends on the image");
    ConstantTensor divisor = node.constant(1);
    return List.of(
        on(node).scale(node.name(), node.map(0), changed(divisor, number -> 1 / number)));
  }

  private static List<ImportedValue> power(NodeInputs node) {
    ConstantTensor exponent = node.constant(1);
    boolean square = exponent.elements() == 1 && exponent.at(0) == 2;
    NodeInputs.require(
        square, "exponent", 2, exponent.elements() == 1 ? exponent.at(0) : exponent.shape());
    MapValue input = node.map(0);
    return List.of(on(node).of(node.name(), Operation.MULTIPLY, input, input));
  }

  private static MapValue times(NodeInputs node, MapValue input, double factor) {
    return node.graph().windows().times(node.name() + ".factor", input, factor);
  }

  private static ConstantTensor changed(ConstantTensor constant, DoubleUnaryOperator function) {
    return constant.view(
        constant.shape(), false, index -> function.applyAsDouble(constant.at(index)));
  }
}
