package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.format.layout.ConstantTensor;
import io.flinkmobilenet.format.layout.ImportedValue;
import io.flinkmobilenet.format.layout.MapValue;
import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Activation.Kind;
import io.flinkmobilenet.graph.Arithmetic.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions of each value alone. */
final class ElementConversions {
  private static final int CLIP_INPUTS = 11;
  private static final int FLOAT = 1;
  private static final int FLOAT16 = 10;
  private static final int DOUBLE = 11;
  private static final int BFLOAT16 = 16;

  private ElementConversions() {}

  static void addTo(Map<String, Conversion> table) {
    table.put("Identity", node -> List.of(node.map(0)));
    table.put("Dropout", node -> List.of(node.map(0)));
    table.put("Cast", ElementConversions::cast);
    table.put("CastLike", node -> List.of(node.map(0)));
    table.put("Relu", node -> of(node, Activation.RELU));
    table.put("Sigmoid", node -> of(node, Activation.of(Kind.SIGMOID)));
    table.put("Tanh", node -> of(node, Activation.of(Kind.TANH)));
    table.put("HardSwish", node -> of(node, Activation.of(Kind.HARD_SWISH)));
    table.put("Swish", ElementConversions::swish);
    table.put("LeakyRelu", node -> of(node, Activation.leakyRelu(node.real("alpha", 0.01f))));
    table.put("HardSigmoid", ElementConversions::hardSigmoid);
    table.put("Elu", node -> of(node, Activation.elu(node.real("alpha", 1))));
    table.put("Gelu", ElementConversions::gelu);
    table.put("Softplus", node -> of(node, Activation.of(Kind.SOFTPLUS)));
    table.put("Erf", node -> of(node, Activation.of(Kind.ERF)));
    table.put("PRelu", ElementConversions::parametricRelu);
    table.put("Clip", ElementConversions::clip);
    table.put("Max", node -> bound(node, true));
    table.put("Min", node -> bound(node, false));
  }

  private static List<ImportedValue> of(NodeInputs node, Activation function) {
    return List.of(node.graph().activation(node.name(), function, node.map(0)));
  }

  private static List<ImportedValue> cast(NodeInputs node) {
    int type = node.number("to", 0);
    boolean floats = type == FLOAT || type == FLOAT16 || type == DOUBLE || type == BFLOAT16;
    NodeInputs.require(floats, "type", "floating-point numbers", "number " + type);
    return List.of(node.map(0));
  }

  private static List<ImportedValue> swish(NodeInputs node) {
    double alpha = node.real("alpha", 1);
    NodeInputs.require(alpha == 1, "alpha", 1, alpha);
    return of(node, Activation.of(Kind.SILU));
  }

  private static List<ImportedValue> gelu(NodeInputs node) {
    String approximation = node.text("approximate", "none");
    boolean tanh = approximation.equals("tanh");
    NodeInputs.require(
        tanh || approximation.equals("none"), "approximate", "none or tanh", approximation);
    return of(node, Activation.of(tanh ? Kind.GELU_TANH : Kind.GELU));
  }

  private static List<ImportedValue> hardSigmoid(NodeInputs node) {
    return of(node, Activation.hardSigmoid(node.real("alpha", 0.2f), node.real("beta", 0.5)));
  }

  private static List<ImportedValue> parametricRelu(NodeInputs node) {
    MapValue input = node.map(0);
    return List.of(node.graph().channels().parametricRelu(node.name(), input, node.constant(1)));
  }

  private static List<ImportedValue> clip(NodeInputs node) {
    boolean inputs = node.operatorSet() >= CLIP_INPUTS;
    double least = inputs ? number(node, 1, -Float.MAX_VALUE) : node.real("min", -Float.MAX_VALUE);
    double most = inputs ? number(node, 2, Float.MAX_VALUE) : node.real("max", Float.MAX_VALUE);
    return clipped(node, node.map(0), least, most);
  }

  private static double number(NodeInputs node, int index, double other) {
    Optional<ConstantTensor> constant = node.optional(index);
    if (constant.isEmpty()) {
      return other;
    }
    NodeInputs.require(
        constant.get().elements() == 1, "bound", "one number", constant.get().shape());
    return constant.get().at(0);
  }

  private static List<ImportedValue> clipped(
      NodeInputs node, MapValue input, double least, double most) {
    double low = Math.max(least, -Float.MAX_VALUE);
    double high = Math.min(most, Float.MAX_VALUE);
    Activation function = Activation.clip(low, high);
    if (low == 0 && high == 6) {
      function = Activation.RELU6;
    } else if (low == 0 && high == Float.MAX_VALUE) {
      function = Activation.RELU;
    }
    return List.of(node.graph().activation(node.name(), function, input));
  }

  /** The larger or smaller one of each value and a number, or of the values of two maps. */
  private static List<ImportedValue> bound(NodeInputs node, boolean lower) {
    NodeInputs.require(node.count() == 2, "inputs", "2", node.count());
    if (!node.isConstant(0) && !node.isConstant(1)) {
      Operation operation = lower ? Operation.MAXIMUM : Operation.MINIMUM;
      return List.of(
          node.graph().arithmetic().of(node.name(), operation, node.map(0), node.map(1)));
    }
    int map = node.isConstant(0) ? 1 : 0;
    double number = number(node, 1 - map, 0);
    return lower
        ? clipped(node, node.map(map), number, Float.MAX_VALUE)
        : clipped(node, node.map(map), -Float.MAX_VALUE, number);
  }
}
