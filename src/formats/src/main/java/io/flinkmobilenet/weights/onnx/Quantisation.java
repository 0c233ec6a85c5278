package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.format.layout.ConstantTensor;
import io.flinkmobilenet.format.layout.ImportedValue;
import io.flinkmobilenet.graph.InvalidGraphException;
import java.util.List;
import java.util.Optional;

/** Nodes of quantised models, which can be undone where weights and maps are only converted. */
final class Quantisation {
  private static final String NOTE =
      "The file is quantised: its weights were converted to floats, and maps are computed in floats.";

  private Quantisation() {}

  static boolean isPartOf(String operator) {
    return operator.equals("QuantizeLinear")
        || operator.equals("DequantizeLinear")
        || operator.equals("DynamicQuantizeLinear")
        || operator.equals("ConvInteger")
        || operator.equals("MatMulInteger")
        || operator.startsWith("QLinear");
  }

  /** Returns the value in floats. */
  static ImportedValue undone(NodeInputs node, boolean allowed, List<String> notes) {
    String operator = node.node().operator();
    boolean conversion = operator.equals("QuantizeLinear") || operator.equals("DequantizeLinear");
    if (!allowed || !conversion) {
      String advice = conversion ? "; --dequantise converts them" : "";
      throw new InvalidGraphException(
          "expected weights and maps in floats, found a quantised network" + advice);
    }
    if (!notes.contains(NOTE)) {
      notes.add(NOTE);
    }
    boolean weights = operator.equals("DequantizeLinear") && node.isConstant(0);
    return weights ? floats(node) : node.map(0);
  }

  private static ConstantTensor floats(NodeInputs node) {
    ConstantTensor stored = node.constant(0);
    ConstantTensor scale = node.constant(1);
    Optional<ConstantTensor> zero = node.optional(2);
    NodeInputs.require(
        node.number("block_size", 0) == 0, "block size", "none", node.number("block_size", 0));
    int each = 1;
    int extent = 1;
    if (scale.elements() != 1) {
      int axis = NodeInputs.axis(node.number("axis", 1), stored.shape().rank());
      extent = stored.shape().extent(axis);
      each = stored.strides()[axis];
      NodeInputs.require(scale.elements() == extent, "scales", extent, scale.elements());
    }
    NodeInputs.require(
        zero.isEmpty() || zero.get().elements() == scale.elements(),
        "zero points",
        scale.elements(),
        zero.map(ConstantTensor::elements).orElse(0));
    int stride = each;
    int scales = extent;
    return stored.view(
        stored.shape(),
        false,
        index -> {
          int channel = index / stride % scales;
          double offset = zero.isPresent() ? zero.get().at(channel) : 0;
          return (float) ((stored.at(index) - offset) * scale.at(channel));
        });
  }
}
