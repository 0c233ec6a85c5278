package io.flinkmobilenet.keras;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.util.List;

/** One call of a layer, and what its conversion needs. */
final class LayerContext {
  private final GraphAssembly assembly;
  private final KerasLayer layer;
  private final String node;
  private final String parameters;
  private final List<LayerCall.Operand> operands;
  private final List<LayerValue> inputs;
  private final LayerConfig config;
  private int nodes;

  /**
   * Creates the context of a call.
   *
   * @param node name of its node
   * @param parameters prefix of the names of its parameters, the same for all calls
   * @param operands the operands, of which those without a source are constants
   * @param inputs values of the operands that have a source
   */
  LayerContext(
      GraphAssembly assembly,
      KerasLayer layer,
      String node,
      String parameters,
      List<LayerCall.Operand> operands,
      List<LayerValue> inputs) {
    this.assembly = assembly;
    this.layer = layer;
    this.node = node;
    this.parameters = parameters;
    this.operands = operands;
    this.inputs = inputs;
    config = new LayerConfig(assembly.where(), layer);
  }

  KerasLayer layer() {
    return layer;
  }

  LayerConfig config() {
    return config;
  }

  List<LayerCall.Operand> operands() {
    return operands;
  }

  List<LayerValue> inputs() {
    return inputs;
  }

  GraphAssembly assembly() {
    return assembly;
  }

  /** Returns the only input. */
  LayerValue input() throws UnsupportedWeightsException {
    if (inputs.size() != 1) {
      throw config.unsupported("inputs", "1", inputs.size());
    }
    return inputs.get(0);
  }

  /** Returns the only input, which has to be a map {@code [H][W][C]}. */
  LayerValue map() throws UnsupportedWeightsException {
    LayerValue input = input();
    if (input.rank() != 3) {
      throw config.unsupported("input", "a map [H][W][C]", input.extents());
    }
    return input;
  }

  /** Returns the node of a value, with a map of exactly its extents. */
  int node(LayerValue value) throws UnsupportedWeightsException {
    return assembly.node(value, node, config);
  }

  /** Returns the node of a value whose operator treats each element alike. */
  int elements(LayerValue value) throws UnsupportedWeightsException {
    return assembly.elements(value, config);
  }

  FeatureShape shape(int index) {
    return assembly.builder().shape(index);
  }

  /** Returns the name of the call's first node. */
  String nodeName() {
    return node;
  }

  /** Adds a node; the first one of a layer has its name. */
  int add(Operator operator, int... from) {
    String name = nodes == 0 ? node : node + "/" + nodes;
    nodes++;
    return assembly.builder().add(name, operator, from);
  }

  /** Returns the map of a node as a value. */
  LayerValue map(int index) {
    FeatureShape shape = shape(index);
    return LayerValue.of(index, shape.height(), shape.width(), shape.channels());
  }

  /** Returns the channels of a node with one pixel as a value. */
  LayerValue vector(int index) {
    return LayerValue.of(index, shape(index).channels());
  }

  /** Returns the output of a node as a value with the rank of another one. */
  LayerValue like(LayerValue value, int index) {
    return value.rank() == 3 ? map(index) : new LayerValue(index, value.extents(), 0);
  }

  /** Returns the prefix of the names of the layer's parameters. */
  String parameters() {
    return parameters;
  }

  /** Returns the weights of the layer. */
  LayerWeights weights() {
    return assembly.weights(layer);
  }

  /** Adds a parameter of the graph, unless another call has added it; returns its name. */
  String parameter(String suffix, Shape shape, StoredWeight.Values values) throws WeightsException {
    return assembly.parameter(parameters + "." + suffix, shape, values);
  }

  /** Adds a vector as a parameter of the graph and returns its name. */
  String vector(String suffix, float[] values) throws WeightsException {
    return parameter(suffix, Shape.of(values.length), () -> values);
  }
}
