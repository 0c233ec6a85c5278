package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.format.layout.UniqueNames;
import io.flinkmobilenet.weights.MalformedWeightsException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes that an output needs, each after those whose values it reads. */
final class NodeOrder {
  private enum State {
    OPEN,
    DONE
  }

  private final String where;
  private final Set<String> given;
  private final Map<String, NodeProto> producers = new HashMap<>();
  private final Map<NodeProto, State> states = new IdentityHashMap<>();
  private final List<NodeProto> ordered = new ArrayList<>();

  private NodeOrder(String where, Set<String> given) {
    this.where = where;
    this.given = given;
  }

  /**
   * Returns the nodes.
   *
   * @param given names of values that no node computes: weights and the image
   */
  static List<NodeProto> of(List<NodeProto> nodes, Set<String> given, String output, String where)
      throws MalformedWeightsException {
    NodeOrder order = new NodeOrder(where, given);
    for (NodeProto node : nodes) {
      for (String name : node.outputs()) {
        boolean twice =
            !name.isEmpty()
                && (given.contains(name) || order.producers.putIfAbsent(name, node) != null);
        if (twice) {
          throw new MalformedWeightsException(
              "%s: %s: expected a value of its own, found %s a second time"
                  .formatted(where, node.title(), UniqueNames.line(name)));
        }
      }
    }
    order.visit(output);
    return order.ordered;
  }

  /** Goes to the inputs first, without recursion, because a file may nest thousands of nodes. */
  private void visit(String output) throws MalformedWeightsException {
    Deque<NodeProto> path = new ArrayDeque<>();
    Map<NodeProto, Integer> next = new IdentityHashMap<>();
    NodeProto last = producer(output, "output");
    if (last != null) {
      open(last, path);
    }
    while (!path.isEmpty()) {
      NodeProto node = path.peek();
      int input = next.merge(node, 1, Integer::sum) - 1;
      if (input == node.inputs().size()) {
        path.pop();
        states.put(node, State.DONE);
        ordered.add(node);
      } else {
        NodeProto producer = producer(node.inputs().get(input), node.title());
        if (producer != null && states.get(producer) == State.OPEN) {
          throw new MalformedWeightsException(
              "%s: %s: expected inputs of nodes before it, found %s, which depends on it"
                  .formatted(where, node.title(), UniqueNames.line(node.inputs().get(input))));
        }
        if (producer != null && states.get(producer) == null) {
          open(producer, path);
        }
      }
    }
  }

  private void open(NodeProto node, Deque<NodeProto> path) {
    states.put(node, State.OPEN);
    path.push(node);
  }

  private NodeProto producer(String name, String reader) throws MalformedWeightsException {
    if (name.isEmpty() || given.contains(name)) {
      return null;
    }
    NodeProto producer = producers.get(name);
    if (producer == null) {
      throw new MalformedWeightsException(
          "%s: %s: expected a value of a node, an input or a weight, found nothing named %s"
              .formatted(where, reader, UniqueNames.line(name)));
    }
    return producer;
  }
}
