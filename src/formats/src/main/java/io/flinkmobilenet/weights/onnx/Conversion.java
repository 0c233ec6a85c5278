package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.format.layout.ImportedValue;
import java.util.List;

/** Turns a node into operations of the graph. */
@FunctionalInterface
interface Conversion {
  /**
   * Returns the node's outputs.
   *
   * @throws io.flinkmobilenet.graph.InvalidGraphException if the graph cannot express it
   */
  List<ImportedValue> convert(NodeInputs node);
}
