package io.flinkmobilenet.keras;

import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.Concatenation;
import io.flinkmobilenet.graph.ScaleAndShift;
import io.flinkmobilenet.weights.WeightsException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Layers and operators with several operands, of which one can be a constant.
 *
 * @see <a href="https://keras.io/api/layers/merging_layers/">Merging layers</a>
 */
final class MergeLayers {
  private static final int MAX_OPERANDS = 1 << 10;

  private MergeLayers() {}

  static LayerValue add(LayerContext call) throws WeightsException {
    return constant(call)
        ? NormalisationLayers.scaled(call, new double[] {1}, constants(call, 1))
        : combined(call, Arithmetic.Operation.ADD);
  }

  static LayerValue subtract(LayerContext call) throws WeightsException {
    if (!constant(call)) {
      return combined(call, Arithmetic.Operation.SUBTRACT);
    }
    // The constant minus the tensor, or the tensor minus the constant.
    return call.operands().get(0).source().isEmpty()
        ? NormalisationLayers.scaled(call, new double[] {-1}, constants(call, 1))
        : NormalisationLayers.scaled(call, new double[] {1}, constants(call, -1));
  }

  static LayerValue multiply(LayerContext call) throws WeightsException {
    return constant(call)
        ? NormalisationLayers.scaled(call, constants(call, 1), new double[] {0})
        : combined(call, Arithmetic.Operation.MULTIPLY);
  }

  static LayerValue divide(LayerContext call) throws WeightsException {
    double[] divisors = constant(call) ? constants(call, 1) : new double[0];
    boolean tensorFirst = call.operands().get(0).source().isPresent();
    if (divisors.length == 0 || !tensorFirst) {
      throw call.config().unsupported("operands", "a tensor and a constant divisor", "others");
    }
    for (int i = 0; i < divisors.length; i++) {
      divisors[i] = 1 / divisors[i];
    }
    return NormalisationLayers.scaled(call, divisors, new double[] {0});
  }

  static LayerValue largest(LayerContext call) throws WeightsException {
    return combined(call, Arithmetic.Operation.MAXIMUM);
  }

  static LayerValue least(LayerContext call) throws WeightsException {
    return combined(call, Arithmetic.Operation.MINIMUM);
  }

  static LayerValue average(LayerContext call) throws WeightsException {
    LayerValue sum = combined(call, Arithmetic.Operation.ADD);
    float[] shares = new float[sum.channels()];
    Arrays.fill(shares, 1f / call.inputs().size());
    Optional<String> scale = Optional.of(call.vector("scale", shares));
    return call.like(sum, call.add(new ScaleAndShift(scale, Optional.empty()), sum.node()));
  }

  private static boolean constant(LayerContext call) {
    return call.operands().size() == 2 && call.inputs().size() == 1;
  }

  private static double[] constants(LayerContext call, int sign) {
    int index = call.operands().get(0).source().isPresent() ? 1 : 0;
    return call.operands().get(index).constant().stream().mapToDouble(it -> sign * it).toArray();
  }

  private static LayerValue combined(LayerContext call, Arithmetic.Operation operation)
      throws WeightsException {
    List<LayerValue> inputs = inputs(call);
    boolean two = operation != Arithmetic.Operation.SUBTRACT || inputs.size() == 2;
    call.config().require("inputs", two, "2");
    LayerValue result = inputs.get(0);
    int node = call.node(result);
    for (LayerValue input : inputs.subList(1, inputs.size())) {
      node = call.add(new Arithmetic(operation), node, call.node(input));
    }
    return result.rank() == 3 ? call.map(node) : call.vector(node);
  }

  static LayerValue concatenate(LayerContext call) throws WeightsException {
    List<LayerValue> inputs = inputs(call);
    NormalisationLayers.requireLastAxis(call, inputs.get(0), "axis", -1);
    return concatenated(call, inputs);
  }

  private static LayerValue concatenated(LayerContext call, List<LayerValue> inputs)
      throws WeightsException {
    int[] nodes = new int[inputs.size()];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = call.node(inputs.get(i));
    }
    int node = call.add(new Concatenation(), nodes);
    return inputs.get(0).rank() == 3 ? call.map(node) : call.vector(node);
  }

  /** Converts the one class of Keras 1 for all operations. */
  static LayerValue merge(LayerContext call) throws WeightsException {
    String mode = call.config().text("mode", "sum");
    switch (mode) {
      case "sum":
        return combined(call, Arithmetic.Operation.ADD);
      case "ave":
        return average(call);
      case "max":
        return largest(call);
      case "mul":
        return combined(call, Arithmetic.Operation.MULTIPLY);
      case "concat":
        List<LayerValue> inputs = inputs(call);
        NormalisationLayers.requireLastAxis(call, inputs.get(0), "concat_axis", -1);
        return concatenated(call, inputs);
      default:
        throw call.config().unsupported("mode", "sum, ave, max, mul or concat", mode);
    }
  }

  /** Returns the operands, which have to be tensors of one rank. */
  private static List<LayerValue> inputs(LayerContext call) throws WeightsException {
    List<LayerValue> inputs = call.inputs();
    boolean tensors = inputs.size() == call.operands().size();
    if (!tensors || inputs.isEmpty() || inputs.size() > MAX_OPERANDS) {
      throw call.config()
          .unsupported("operands", "1 to " + MAX_OPERANDS + " tensors", call.operands().size());
    }
    for (LayerValue input : inputs) {
      if (input.rank() != inputs.get(0).rank() || input.rank() == 2) {
        throw call.config()
            .unsupported(
                "operands", "maps or vectors", inputs.get(0).extents() + " and " + input.extents());
      }
    }
    return inputs;
  }
}
