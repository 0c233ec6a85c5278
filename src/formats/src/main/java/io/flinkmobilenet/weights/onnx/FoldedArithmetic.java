package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.format.layout.ConstantTensor;
import io.flinkmobilenet.tensor.Shape;
import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Arithmetic of constants, in double precision. */
final class FoldedArithmetic {
  private static final Map<String, DoubleUnaryOperator> UNARY =
      Map.of(
          "Neg", a -> -a,
          "Abs", Math::abs,
          "Sqrt", Math::sqrt,
          "Reciprocal", a -> 1 / a,
          "Exp", Math::exp,
          "Floor", Math::floor,
          "Ceil", Math::ceil,
          "Relu", a -> Math.max(a, 0),
          "Not", a -> a == 0 ? 1 : 0);

  private static final Map<String, DoubleBinaryOperator> BINARY =
      Map.ofEntries(
          Map.entry("Add", (a, b) -> a + b),
          Map.entry("Sub", (a, b) -> a - b),
          Map.entry("Mul", (a, b) -> a * b),
          Map.entry("Div", (a, b) -> a / b),
          Map.entry("Pow", Math::pow),
          Map.entry("Max", Math::max),
          Map.entry("Min", Math::min),
          Map.entry("Equal", (a, b) -> a == b ? 1 : 0),
          Map.entry("Greater", (a, b) -> a > b ? 1 : 0),
          Map.entry("Less", (a, b) -> a < b ? 1 : 0),
          Map.entry("And", (a, b) -> a != 0 && b != 0 ? 1 : 0),
          Map.entry("Or", (a, b) -> a != 0 || b != 0 ? 1 : 0));

  private FoldedArithmetic() {}

  /** Returns the result, or null for another operator. */
  static ConstantTensor of(NodeInputs node) {
    DoubleUnaryOperator unary = UNARY.get(node.node().operator());
    ConstantTensor first = node.constant(0);
    if (unary != null) {
      return first.view(
          first.shape(), first.whole(), index -> unary.applyAsDouble(first.at(index)));
    }
    DoubleBinaryOperator binary = BINARY.get(node.node().operator());
    return binary == null ? null : binary(node, first, binary);
  }

  private static ConstantTensor binary(
      NodeInputs node, ConstantTensor first, DoubleBinaryOperator operator) {
    NodeInputs.require(node.count() == 2, "inputs", 2, node.count());
    ConstantTensor second = node.constant(1);
    Shape shape = Repetition.shape(first.extents(), second.extents());
    ConstantTensor a = Repetition.of(first, shape);
    ConstantTensor b = Repetition.of(second, shape);
    boolean whole = first.whole() && second.whole();
    boolean quotient = whole && node.node().operator().equals("Div");
    return a.view(
        shape,
        whole,
        index -> {
          double result = operator.applyAsDouble(a.at(index), b.at(index));
          return quotient ? (long) result : result;
        });
  }

  /** The second or third operand, as the first one says. */
  static ConstantTensor where(NodeInputs node) {
    ConstantTensor condition = node.constant(0);
    ConstantTensor yes = node.constant(1);
    ConstantTensor no = node.constant(2);
    Shape both = Repetition.shape(yes.extents(), no.extents());
    int[] extents = new int[both.rank()];
    Arrays.setAll(extents, both::extent);
    Shape shape = Repetition.shape(condition.extents(), extents);
    ConstantTensor choice = Repetition.of(condition, shape);
    ConstantTensor first = Repetition.of(yes, shape);
    ConstantTensor second = Repetition.of(no, shape);
    return first.view(
        shape, yes.whole(), index -> choice.at(index) != 0 ? first.at(index) : second.at(index));
  }
}
