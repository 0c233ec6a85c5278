package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.format.layout.UniqueNames;
import io.flinkmobilenet.weights.MalformedWeightsException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A node of the graph: an operator with the names of the values that it reads and computes.
 *
 * @param name the node's name; empty in some files
 * @param operator name of the operator
 * @param domain domain of the operator; empty for the standard one
 * @param inputs names of the values that it reads; empty for an omitted one
 * @param outputs names of the values that it computes
 * @param attributes attributes by name
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto, NodeProto</a>
 */
record NodeProto(
    String name,
    String operator,
    String domain,
    List<String> inputs,
    List<String> outputs,
    Map<String, AttributeProto> attributes) {
  private static final int MAX_VALUES = 1 << 12;

  static NodeProto parse(ByteBuffer message, String where) throws MalformedWeightsException {
    String name = "";
    String operator = "";
    String domain = "";
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    Map<String, AttributeProto> attributes = new HashMap<>();
    ProtoCursor cursor = new ProtoCursor(message, where + ": node");
    while (cursor.next()) {
      switch (cursor.field()) {
        case 1 -> inputs.add(cursor.text());
        case 2 -> outputs.add(cursor.text());
        case 3 -> name = cursor.text();
        case 4 -> operator = cursor.text();
        case 5 -> {
          AttributeProto attribute = AttributeProto.parse(cursor.bytes(), where);
          attributes.put(attribute.name(), attribute);
        }
        case 7 -> domain = cursor.text();
        default -> {
          // Skipped: documentation.
        }
      }
      requireFew(where, inputs.size() + outputs.size() + attributes.size());
    }
    String standard = domain.equals("ai.onnx") ? "" : domain;
    return new NodeProto(name, operator, standard, inputs, outputs, attributes);
  }

  private static void requireFew(String where, int values) throws MalformedWeightsException {
    if (values > MAX_VALUES) {
      throw new MalformedWeightsException(
          "%s: node: expected at most %d inputs, outputs and attributes, found more"
              .formatted(where, MAX_VALUES));
    }
  }

  /** Returns the node's name, or that of its first output. */
  String label() {
    return UniqueNames.line(name.isEmpty() && !outputs.isEmpty() ? outputs.get(0) : name);
  }

  /** Returns what messages call the node: {@code node conv1 (Conv)}. */
  String title() {
    String whole = domain.isEmpty() ? operator : domain + "." + operator;
    return "node %s (%s)".formatted(label(), UniqueNames.line(whole));
  }
}
