package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.format.layout.ConstantTensor;
import io.flinkmobilenet.format.layout.GraphImport;
import io.flinkmobilenet.format.layout.ImportedValue;
import io.flinkmobilenet.format.layout.MapValue;
import io.flinkmobilenet.format.layout.UniqueNames;
import io.flinkmobilenet.graph.InvalidGraphException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * A node with the values of its inputs. Every method throws {@link InvalidGraphException} for what
 * is missing or of another kind.
 *
 * @param node the node
 * @param values the values by name
 * @param operatorSet version of the operators
 * @param graph the graph so far
 * @param batch number of images for which the file is made, or less than 1
 */
record NodeInputs(
    NodeProto node,
    Map<String, ImportedValue> values,
    long operatorSet,
    GraphImport graph,
    long batch) {
  String name() {
    return node.label();
  }

  /** Returns the number of inputs; omitted ones at the end do not count. */
  int count() {
    int count = node.inputs().size();
    while (count > 0 && node.inputs().get(count - 1).isEmpty()) {
      count--;
    }
    return count;
  }

  boolean has(int index) {
    return index < node.inputs().size() && !node.inputs().get(index).isEmpty();
  }

  ImportedValue value(int index) {
    if (!has(index)) {
      throw refusal("input " + index, "a value", "none");
    }
    ImportedValue value = values.get(node.inputs().get(index));
    if (value == null) {
      throw refusal("input " + index, "a value", "an output for training");
    }
    return value;
  }

  boolean isConstant(int index) {
    return value(index) instanceof ConstantTensor;
  }

  /** Returns whether all inputs are constants. */
  boolean constant() {
    for (int i = 0; i < count(); i++) {
      if (has(i) && !isConstant(i)) {
        return false;
      }
    }
    return true;
  }

  MapValue map(int index) {
    if (value(index) instanceof MapValue map) {
      return map;
    }
    throw refusal("input " + index, "a value that depends on the image", "a constant");
  }

  ConstantTensor constant(int index) {
    if (value(index) instanceof ConstantTensor constant) {
      return constant;
    }
    throw refusal("input " + index, "a constant", "a value that depends on the image");
  }

  Optional<ConstantTensor> optional(int index) {
    return has(index) ? Optional.of(constant(index)) : Optional.empty();
  }

  /** Returns whole numbers from an attribute of older operator sets, or from an input; or null. */
  long[] numbers(String attribute, int input) {
    return has(input) ? constant(input).numbers() : numbers(attribute);
  }

  /** Returns the whole numbers of an attribute, or null. */
  long[] numbers(String attribute) {
    AttributeProto found = node.attributes().get(attribute);
    return found == null ? null : found.numbers();
  }

  int[] ints(String attribute, int... other) {
    long[] numbers = numbers(attribute);
    return numbers == null ? other : ints(numbers);
  }

  static int[] ints(long[] numbers) {
    return Arrays.stream(numbers).mapToInt(Math::toIntExact).toArray();
  }

  int number(String attribute, int other) {
    AttributeProto found = node.attributes().get(attribute);
    return found == null || found.number() == null ? other : Math.toIntExact(found.number());
  }

  boolean has(String attribute) {
    return node.attributes().containsKey(attribute);
  }

  double real(String attribute, double other) {
    AttributeProto found = node.attributes().get(attribute);
    return found == null || found.real() == null ? other : found.real();
  }

  String text(String attribute, String other) {
    AttributeProto found = node.attributes().get(attribute);
    return found == null || found.text() == null ? other : UniqueNames.line(found.text());
  }

  /** Returns an axis that may count from the last one. */
  static int axis(long axis, int rank) {
    if (axis < -rank || axis >= rank) {
      throw refusal("axis", "%d to %d".formatted(-rank, rank - 1), axis);
    }
    return (int) (axis < 0 ? axis + rank : axis);
  }

  static void require(boolean valid, String what, Object expected, Object found) {
    if (!valid) {
      throw refusal(what, expected, found);
    }
  }

  static InvalidGraphException refusal(String what, Object expected, Object found) {
    return new InvalidGraphException("%s: expected %s, found %s".formatted(what, expected, found));
  }
}
