package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.format.layout.ConstantTensor;
import io.flinkmobilenet.format.layout.ImportedValue;
import io.flinkmobilenet.graph.InvalidGraphException;
import io.flinkmobilenet.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Nodes whose inputs are constants. Exporters compute extents and paddings with them, and prepare
 * weights. Those that only move elements compute nothing; results of others are stored, within a
 * limit for the whole file.
 */
final class Folding {
  private static final long MAX_STORED = 1L << 22;

  private long stored;

  /** Returns the value of a Constant node that is no tensor. */
  static ConstantTensor constant(String name, NodeInputs node) {
    if (node.has("value_float")) {
      double value = node.real("value_float", 0);
      return ConstantTensor.of(name, Shape.of(), false, index -> value);
    }
    if (node.has("value_int")) {
      long value = node.node().attributes().get("value_int").number();
      return ConstantTensor.of(name, Shape.of(), true, index -> value);
    }
    if (node.has("value_ints")) {
      long[] values = node.numbers("value_ints");
      return ConstantTensor.of(name, Shape.of(values.length), true, index -> values[index]);
    }
    if (node.has("value_floats")) {
      float[] values = node.node().attributes().get("value_floats").floats();
      return ConstantTensor.of(name, Shape.of(values.length), false, index -> values[index]);
    }
    throw NodeInputs.refusal("value", "a tensor or numbers", "another kind");
  }

  /** Returns the node's outputs if they are constants of a known operator. */
  Optional<List<ImportedValue>> fold(NodeInputs node) {
    if (node.count() == 0 || !node.constant()) {
      return Optional.empty();
    }
    if (node.node().operator().equals("Split")) {
      return Optional.of(FoldedParts.split(node));
    }
    ConstantTensor folded = one(node);
    return folded == null ? Optional.empty() : Optional.of(List.of(folded));
  }

  private ConstantTensor one(NodeInputs node) {
    String operator = node.node().operator();
    ConstantTensor input = node.constant(0);
    int[] extents = input.extents();
    return switch (operator) {
      case "Identity", "Dropout", "CastLike" -> input;
      case "Cast" -> input.cast(isWhole(node.number("to", 1)));
      case "Shape" -> ShapeConversions.shape(node, extents);
      case "Size" -> ConstantTensor.of(node.name(), Shape.of(), true, index -> input.elements());
      case "Reshape" -> {
        long[] wanted = node.numbers("shape", 1);
        NodeInputs.require(wanted != null, "shape", "a list of extents", "none");
        yield input.reshape(ShapeConversions.wanted(node, extents, wanted));
      }
      case "Flatten" -> input.reshape(ShapeConversions.flattened(node, extents));
      case "Squeeze" -> input.reshape(ShapeConversions.squeezed(node, extents));
      case "Unsqueeze" -> input.reshape(ShapeConversions.unsqueezed(node, extents));
      case "Transpose" -> input.transpose(ShapeConversions.order(node, extents.length));
      case "Concat" -> stored(FoldedParts.concatenate(node));
      case "Slice" -> stored(FoldedParts.slice(node));
      case "Gather" -> stored(FoldedParts.gather(node));
      case "Expand" -> FoldedParts.expand(node);
      case "Range" -> stored(FoldedParts.range(node));
      case "ReduceProd" -> stored(FoldedParts.product(node));
      case "Where" -> stored(FoldedArithmetic.where(node));
      default -> {
        ConstantTensor result = FoldedArithmetic.of(node);
        yield result == null ? null : stored(result);
      }
    };
  }

  private static boolean isWhole(int type) {
    ElementType element = ElementType.of(type);
    NodeInputs.require(element != null, "type", "numbers", "number " + type);
    return element.whole();
  }

  /**
   * Returns the value of a ConstantOfShape node.
   *
   * @param element its one element
   */
  static ConstantTensor filled(NodeInputs node, ConstantTensor element) {
    NodeInputs.require(element.elements() == 1, "value", "one element", element.shape());
    long[] numbers = node.constant(0).numbers();
    NodeInputs.require(numbers.length <= 16, "axes", "at most 16", numbers.length);
    Shape shape = Shape.of(NodeInputs.ints(numbers));
    double fill = element.at(0);
    return ConstantTensor.of(node.name(), shape, element.whole(), index -> fill);
  }

  /** Computes all elements, so that what depends on them is no chain of functions. */
  private ConstantTensor stored(ConstantTensor tensor) {
    stored += tensor.elements();
    if (stored > MAX_STORED) {
      throw new InvalidGraphException(
          "constants: expected at most %d computed numbers in a file, found more"
              .formatted(MAX_STORED));
    }
    double[] values = new double[tensor.elements()];
    Arrays.setAll(values, tensor::at);
    return ConstantTensor.of(tensor.name(), tensor.shape(), tensor.whole(), i -> values[i]);
  }
}
