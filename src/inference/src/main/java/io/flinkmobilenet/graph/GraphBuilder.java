package io.flinkmobilenet.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a graph node by node. Every node is checked when it is added: its operator, the shapes of
 * its inputs, and the limits; nothing of the size of a map or a weight is allocated. A refused node
 * changes nothing.
 *
 * <p>Every method throws {@link InvalidGraphException}, whose message names the node.
 */
public final class GraphBuilder {
  private final GraphLimits limits;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Integer> byName = new HashMap<>();
  private final Map<String, Integer> outputs = new LinkedHashMap<>();
  private final Map<String, Parameter> parameters = new HashMap<>();
  private long parameterElements;
  private long steps;

  /** Creates a builder with the default limits. */
  public GraphBuilder() {
    this(GraphLimits.DEFAULT);
  }

  /** Creates a builder with other limits. */
  public GraphBuilder(GraphLimits limits) {
    this.limits = limits;
  }

  /** Adds the image, which is the first node, and returns its index. */
  public int image(int height, int width, int channels) {
    return add("image", new ImageInput(height, width, channels));
  }

  /**
   * Adds a node.
   *
   * @param name a name that no other node has
   * @param inputs indices of the nodes that it reads
   * @return its index
   */
  public int add(String name, Operator operator, int... inputs) {
    List<Integer> indices = new ArrayList<>(inputs.length);
    for (int input : inputs) {
      indices.add(input);
    }
    Node node = node(name, operator, indices);
    nodes.add(node);
    byName.put(name, nodes.size() - 1);
    return nodes.size() - 1;
  }

  /** Declares that a node's output is an output of the graph under a name of its own. */
  public GraphBuilder output(String name, int index) {
    requireNode("output " + name, index);
    if (name.isEmpty() || outputs.putIfAbsent(name, index) != null) {
      throw new InvalidGraphException(
          "output %s: expected a name of its own, found it twice".formatted(name));
    }
    return this;
  }

  /** Returns the shape of a node's output. */
  public FeatureShape shape(int index) {
    return node(index).shape();
  }

  /** Returns a node that was added. */
  public Node node(int index) {
    requireNode("node", index);
    return nodes.get(index);
  }

  /** Returns the graph. */
  public Graph build() {
    if (outputs.isEmpty()) {
      throw new InvalidGraphException("graph: expected at least 1 output, found none");
    }
    Graph graph = new Graph(nodes, outputs);
    limit("graph: values of maps needed at the same time", graph.live(), limits.live());
    return graph;
  }

  private Node node(String name, Operator operator, List<Integer> inputs) {
    try {
      Expect.name("name", name);
      Expect.present("operator", operator);
      Expect.that(!byName.containsKey(name), "name", "one of its own", "it twice");
      limit("nodes", nodes.size() + 1L, limits.nodes());
      Expect.that(
          nodes.isEmpty() == operator instanceof ImageInput,
          "position of the image",
          "the first node and no other",
          nodes.isEmpty() ? "another operator" : "a later node");
      List<FeatureShape> shapes = new ArrayList<>(inputs.size());
      for (int input : inputs) {
        requireNode("input", input);
        shapes.add(nodes.get(input).shape());
      }
      FeatureShape shape = operator.output(shapes);
      limit("channels", shape.channels(), limits.channels());
      limit("values of a map", shape.elements(), limits.elements());
      if (limits != GraphLimits.NONE) {
        count(operator, shapes);
      }
      return new Node(name, operator, inputs, shape);
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw InvalidGraphException.at(name, operator, e);
    }
  }

  /** Counts what the operator needs, within the limits. */
  private void count(Operator operator, List<FeatureShape> shapes) {
    Map<String, Parameter> added = added(operator.parameters(shapes));
    long elements = parameterElements + elements(added.values());
    limit("values of all parameters", elements, limits.parameters());
    long allSteps = steps + operator.steps(shapes);
    limit("multiply-adds and other steps per image", allSteps, limits.steps());
    parameters.putAll(added);
    parameterElements = elements;
    steps = allSteps;
  }

  /** Returns the parameters that no node before has. */
  private Map<String, Parameter> added(List<Parameter> all) {
    Map<String, Parameter> added = new HashMap<>();
    for (Parameter parameter : all) {
      Parameter before = parameters.getOrDefault(parameter.name(), added.get(parameter.name()));
      if (before == null) {
        added.put(parameter.name(), parameter);
      } else {
        Expect.that(
            before.shape().equals(parameter.shape()),
            "parameter " + parameter.name(),
            "shape " + before.shape() + " of its other reader",
            parameter.shape());
      }
    }
    return added;
  }

  private static long elements(Collection<Parameter> parameters) {
    return parameters.stream().mapToLong(parameter -> parameter.shape().elements()).sum();
  }

  private void requireNode(String what, int index) {
    if (index < 0 || index >= nodes.size()) {
      throw Expect.refusal(what, "a node before it", "index " + index);
    }
  }

  private static void limit(String what, long found, long most) {
    if (found > most) {
      throw Expect.refusal(what, "at most " + most, found);
    }
  }
}
