package io.flinkmobilenet.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network: nodes in topological order, of which the first one is the image, and outputs by name.
 * Immutable; only {@link GraphBuilder} creates graphs, so that each of them has been checked.
 */
public final class Graph {
  private final List<Node> nodes;
  private final Map<String, Integer> outputs;

  Graph(List<Node> nodes, Map<String, Integer> outputs) {
    this.nodes = List.copyOf(nodes);
    this.outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }

  /** Returns the nodes; a node reads only those before it. */
  public List<Node> nodes() {
    return nodes;
  }

  /** Returns the index of the node that gives each output, in the order they were declared. */
  public Map<String, Integer> outputs() {
    return outputs;
  }

  /** Returns the shape of the image. */
  public FeatureShape input() {
    return nodes.get(0).shape();
  }

  /**
   * Returns the shape of an output.
   *
   * @throws IllegalArgumentException if there is no output of that name
   */
  public FeatureShape output(String name) {
    Integer index = outputs.get(name);
    if (index == null) {
      throw new IllegalArgumentException(
          "output: expected one of " + outputs.keySet() + ", found " + name);
    }
    return nodes.get(index).shape();
  }

  /** Returns the shapes of a node's inputs. */
  public List<FeatureShape> inputShapes(Node node) {
    // A loop, because the first plan of a JVM waits for every lambda to be linked.
    List<FeatureShape> shapes = new ArrayList<>(node.inputs().size());
    for (int input : node.inputs()) {
      shapes.add(nodes.get(input).shape());
    }
    return shapes;
  }

  /** Returns all tensors that the graph needs, by name; a tensor with two readers occurs once. */
  public List<Parameter> parameters() {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    for (Node node : nodes) {
      for (Parameter parameter : node.operator().parameters(inputShapes(node))) {
        parameters.putIfAbsent(parameter.name(), parameter);
      }
    }
    return List.copyOf(parameters.values());
  }

  /** Returns the number of values in all parameters. */
  public long parameterCount() {
    return parameters().stream().mapToLong(Parameter::elements).sum();
  }

  /** Returns the number of multiplications with a weight per image. */
  public long multiplyAdds() {
    return nodes.stream().mapToLong(node -> node.operator().multiplyAdds(inputShapes(node))).sum();
  }

  /**
   * Returns for each node the index of the last node that reads it; outputs are kept to the end.
   */
  public int[] lastReaders() {
    int[] last = new int[nodes.size()];
    for (int index = 0; index < last.length; index++) {
      last[index] = index;
      for (int input : nodes.get(index).inputs()) {
        last[input] = index;
      }
    }
    for (int output : outputs.values()) {
      last[output] = nodes.size();
    }
    return last;
  }

  /** Returns the largest number of values of all maps that are needed at the same time. */
  public long live() {
    int[] last = lastReaders();
    long[] freed = new long[nodes.size() + 1];
    long live = 0;
    long most = 0;
    for (int index = 0; index < last.length; index++) {
      live += nodes.get(index).shape().elements();
      freed[last[index]] += nodes.get(index).shape().elements();
      most = Math.max(most, live);
      live -= freed[index];
    }
    return most;
  }
}
