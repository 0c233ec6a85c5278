package io.flinkmobilenet.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.graph.ConvolutionChain;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.InvalidGraphException;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.graph.Operator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A graph as JSON: {@code {"nodes": [{"name": …, "operator": …, "inputs": [names], "attributes":
 * {…}}, …], "outputs": {name: name of a node}}}. The operator is the name of its record, its
 * attributes are the components of that record. Reading builds the graph anew, with all checks and
 * limits of {@link GraphBuilder}.
 */
public final class GraphJson {
  private static final List<String> KEYS = List.of("nodes", "outputs");
  private static final List<String> NODE_KEYS = List.of("name", "operator", "inputs", "attributes");

  private static final Map<String, Class<?>> OPERATORS = new TreeMap<>();

  static {
    for (Class<?> operator : Operator.class.getPermittedSubclasses()) {
      OPERATORS.put(operator.getSimpleName(), operator);
    }
    // Compiling makes chains of the convolutions in a graph.
    OPERATORS.remove(ConvolutionChain.class.getSimpleName());
  }

  private final GraphBuilder builder = new GraphBuilder();
  private final Map<String, Integer> indices = new HashMap<>();

  private GraphJson() {}

  /** Returns the text of a graph. */
  public static String write(Graph graph) {
    return Json.write(object(graph));
  }

  /** Returns a graph as maps and lists. */
  static Map<String, Object> object(Graph graph) {
    List<Map<String, Object>> nodes =
        graph.nodes().stream().map(node -> node(graph, node)).toList();
    Map<String, Object> outputs = new LinkedHashMap<>();
    graph.outputs().forEach((name, index) -> outputs.put(name, graph.nodes().get(index).name()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("nodes", nodes);
    json.put("outputs", outputs);
    return json;
  }

  private static Map<String, Object> node(Graph graph, Node node) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", node.name());
    json.put("operator", node.operator().getClass().getSimpleName());
    json.put(
        "inputs", node.inputs().stream().map(input -> graph.nodes().get(input).name()).toList());
    json.put("attributes", RecordJson.write((Record) node.operator()));
    return json;
  }

  /**
   * Reads a graph.
   *
   * @param where what messages call the text
   * @throws InvalidModelException if the text is not a valid graph; the message names the node
   */
  public static Graph read(String text, String where) throws InvalidModelException {
    return read(new JsonObject(Json.read(text, where), where));
  }

  /** Reads a graph from an object. */
  static Graph read(JsonObject json) throws InvalidModelException {
    requireKeys(json, KEYS);
    try {
      return new GraphJson().build(json, json.where());
    } catch (InvalidGraphException e) {
      throw new InvalidModelException(json.where() + ": " + e.getMessage(), e);
    }
  }

  private Graph build(JsonObject json, String where) throws InvalidModelException {
    if (!json.has("nodes") || !json.get("nodes").isArray()) {
      throw json.unexpected("nodes", "a list of nodes");
    }
    for (JsonNode node : json.get("nodes")) {
      add(node, where + ": node " + indices.size());
    }
    if (!json.has("outputs")) {
      throw json.unexpected("outputs", "names of nodes by name");
    }
    JsonObject outputs = json.object("outputs");
    for (String name : outputs.keys()) {
      builder.output(name, index(outputs.get(name), where + ": output " + name));
    }
    return builder.build();
  }

  private void add(JsonNode node, String unnamed) throws InvalidModelException {
    JsonObject json = new JsonObject(node, unnamed);
    requireKeys(json, NODE_KEYS);
    String name = json.text("name", "");
    String brief = name.length() > 80 ? name.substring(0, 80) + "…" : name;
    JsonObject named = new JsonObject(node, unnamed + " " + brief);
    Class<?> type = OPERATORS.get(named.text("operator", ""));
    if (type == null) {
      throw named.unexpected("operator", "one of " + OPERATORS.keySet());
    }
    if (!named.has("inputs") || !named.get("inputs").isArray()) {
      throw named.unexpected("inputs", "a list of names");
    }
    int[] inputs = new int[named.get("inputs").size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = index(named.get("inputs").get(i), unnamed + " " + brief + ": input");
    }
    if (!named.has("attributes")) {
      throw named.unexpected("attributes", "an object");
    }
    Object operator = RecordJson.read(type, named.object("attributes"));
    indices.put(name, builder.add(name, (Operator) operator, inputs));
  }

  private int index(JsonNode name, String where) throws InvalidModelException {
    Integer index = name.isTextual() ? indices.get(name.textValue()) : null;
    if (index == null) {
      throw new InvalidModelException(
          "%s: expected the name of a node before it, found %s".formatted(where, brief(name)));
    }
    return index;
  }

  private static String brief(JsonNode node) {
    String text = node.toString();
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }

  private static void requireKeys(JsonObject json, List<String> known)
      throws InvalidModelException {
    for (String key : json.keys()) {
      if (!known.contains(key)) {
        throw json.unexpected(key, "no key but " + known);
      }
    }
  }
}
