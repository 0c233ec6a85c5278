package io.flinkmobilenet.weights.tflite;

import io.flinkmobilenet.format.layout.ConstantTensor;
import io.flinkmobilenet.format.layout.GraphImport;
import io.flinkmobilenet.format.layout.ImportedValue;
import io.flinkmobilenet.format.layout.MapValue;
import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Activation.Kind;
import io.flinkmobilenet.graph.InvalidGraphException;
import io.flinkmobilenet.weights.MalformedWeightsException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * An operator with the values of its inputs. Methods throw {@link InvalidGraphException} for what
 * is missing or of another kind.
 *
 * @param operator the operator
 * @param subgraph its subgraph
 * @param values the values of tensors by index
 * @param graph the graph so far
 */
record OperatorInputs(
    OperatorInfo operator,
    Subgraph subgraph,
    Map<Integer, ImportedValue> values,
    GraphImport graph) {
  String name() {
    return operator.output();
  }

  int count() {
    return operator.inputs().length;
  }

  boolean has(int index) {
    return index < operator.inputs().length && operator.inputs()[index] >= 0;
  }

  private ImportedValue value(int index) {
    ImportedValue value = has(index) ? values.get(operator.inputs()[index]) : null;
    if (value == null) {
      throw refusal("input " + index, "a value", "none");
    }
    return value;
  }

  boolean isConstant(int index) {
    return value(index) instanceof ConstantTensor;
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

  int[] numbers(int index) {
    return Arrays.stream(constant(index).numbers()).mapToInt(Math::toIntExact).toArray();
  }

  /** Returns the extents that the file gives for an output. */
  int[] outputExtents() {
    return output().extents();
  }

  /** Returns the element type of an output, or null if it is unknown. */
  StoredType outputType() {
    return StoredType.of(output().type());
  }

  private TensorInfo output() {
    if (operator.outputs().length == 0) {
      throw refusal("outputs", "at least 1", 0);
    }
    return subgraph.tensors().get(operator.outputs()[0]);
  }

  int octet(int slot) {
    return read(slot, 0, (options, at) -> options.octet(at));
  }

  int number(int slot, int other) {
    return read(slot, other, (options, at) -> options.number(at, other));
  }

  float real(int slot, float other) {
    return read(slot, other, (options, at) -> options.real(at, other));
  }

  private interface Getter<T> {
    T get(FlatView options, int slot) throws MalformedWeightsException;
  }

  private <T> T read(int slot, T other, Getter<T> getter) {
    try {
      return operator.options() == null ? other : getter.get(operator.options(), slot);
    } catch (MalformedWeightsException e) {
      throw new InvalidGraphException("options: " + e.getMessage());
    }
  }

  /** Adds the activation that an option names. */
  MapValue activated(MapValue sums, int slot) {
    int function = octet(slot);
    return switch (function) {
      case 0 -> sums;
      case 1 -> activation(sums, Activation.RELU);
      case 2 -> activation(sums, Activation.clip(-1, 1));
      case 3 -> activation(sums, Activation.RELU6);
      case 4 -> activation(sums, Activation.of(Kind.TANH));
      default -> throw refusal("fused activation", "0 to 4", function);
    };
  }

  private MapValue activation(MapValue sums, Activation function) {
    return graph.activation(name() + ".activation", function, sums);
  }

  static int axis(int axis, int rank) {
    if (axis < -rank || axis >= rank) {
      throw refusal("axis", "%d to %d".formatted(-rank, rank - 1), axis);
    }
    return axis < 0 ? axis + rank : axis;
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
