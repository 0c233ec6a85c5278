package io.flinkmobilenet.weights.tflite;

import io.flinkmobilenet.format.layout.ConstantTensor;
import io.flinkmobilenet.format.layout.ImportedArithmetic;
import io.flinkmobilenet.format.layout.ImportedValue;
import io.flinkmobilenet.format.layout.MapValue;
import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Arithmetic.Operation;
import java.util.function.DoubleUnaryOperator;

/** Sums, differences, products and quotients, and conversions of types. */
final class TfLiteArithmetic {
  private TfLiteArithmetic() {}

  private static ImportedArithmetic on(OperatorInputs in) {
    return in.graph().arithmetic();
  }

  static ImportedValue add(OperatorInputs in) {
    int constant = in.isConstant(0) ? 0 : in.isConstant(1) ? 1 : -1;
    MapValue sum =
        constant < 0
            ? on(in).of(in.name(), Operation.ADD, in.map(0), in.map(1))
            : on(in).shift(in.name(), in.map(1 - constant), in.constant(constant));
    return in.activated(sum, 0);
  }

  static ImportedValue sum(OperatorInputs in) {
    MapValue sum = in.map(0);
    for (int i = 1; i < in.count(); i++) {
      sum = on(in).of(in.name(), Operation.ADD, sum, in.map(i));
    }
    return sum;
  }

  static ImportedValue subtract(OperatorInputs in) {
    MapValue difference;
    if (in.isConstant(0)) {
      MapValue negative = in.graph().windows().times(in.name(), in.map(1), -1);
      difference = on(in).shift(in.name(), negative, in.constant(0));
    } else if (in.isConstant(1)) {
      ConstantTensor negative = changed(in.constant(1), number -> -number);
      difference = on(in).shift(in.name(), in.map(0), negative);
    } else {
      difference = on(in).of(in.name(), Operation.SUBTRACT, in.map(0), in.map(1));
    }
    return in.activated(difference, 0);
  }

  static ImportedValue multiply(OperatorInputs in) {
    int constant = in.isConstant(0) ? 0 : in.isConstant(1) ? 1 : -1;
    MapValue product =
        constant < 0
            ? on(in).of(in.name(), Operation.MULTIPLY, in.map(0), in.map(1))
            : on(in).scale(in.name(), in.map(1 - constant), in.constant(constant));
    return in.activated(product, 0);
  }

  static ImportedValue divide(OperatorInputs in) {
    OperatorInputs.require(
        in.isConstant(1), "divisor", "a constant", "a value that depends on the image");
    ConstantTensor inverse = changed(in.constant(1), number -> 1 / number);
    return in.activated(on(in).scale(in.name(), in.map(0), inverse), 0);
  }

  private static ConstantTensor changed(ConstantTensor constant, DoubleUnaryOperator function) {
    return constant.view(
        constant.shape(), false, index -> function.applyAsDouble(constant.at(index)));
  }

  /** The larger or smaller one of each value and a number, or of the values of two maps. */
  static ImportedValue bound(OperatorInputs in, boolean lower) {
    if (!in.isConstant(0) && !in.isConstant(1)) {
      Operation operation = lower ? Operation.MAXIMUM : Operation.MINIMUM;
      return on(in).of(in.name(), operation, in.map(0), in.map(1));
    }
    int map = in.isConstant(0) ? 1 : 0;
    ConstantTensor number = in.constant(1 - map);
    OperatorInputs.require(number.elements() == 1, "bound", "one number", number.shape());
    double bound = number.at(0);
    Activation function =
        lower ? Activation.clip(bound, Float.MAX_VALUE) : Activation.clip(-Float.MAX_VALUE, bound);
    boolean relu = lower && bound == 0;
    return in.graph().activation(in.name(), relu ? Activation.RELU : function, in.map(map));
  }

  /** Weights are decoded to floats when they are read, and maps are floats. */
  static ImportedValue converted(OperatorInputs in) {
    StoredType type = in.outputType();
    boolean floats = type != null && !type.whole();
    if (in.operator().kind() == OperatorKind.CAST) {
      OperatorInputs.require(floats, "type", "floating-point numbers", type);
    }
    return in.isConstant(0) ? in.constant(0) : in.map(0);
  }
}
