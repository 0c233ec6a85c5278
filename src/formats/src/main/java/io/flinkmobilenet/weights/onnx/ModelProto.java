package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.weights.MalformedWeightsException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The content of a file: nodes, weights, inputs and outputs.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto, ModelProto and
 *     GraphProto</a>
 */
final class ModelProto {
  private static final int MAX_NODES = 1 << 16;

  private final String where;
  private final List<NodeProto> nodes = new ArrayList<>();
  private final List<TensorProto> initializers = new ArrayList<>();
  private final List<ValueInfo> inputs = new ArrayList<>();
  private final List<ValueInfo> outputs = new ArrayList<>();
  private long operatorSet;
  private boolean hasGraph;

  private ModelProto(String where) {
    this.where = where;
  }

  static ModelProto parse(ByteBuffer file, String where) throws MalformedWeightsException {
    ModelProto model = new ModelProto(where);
    ProtoCursor cursor = new ProtoCursor(file, where + ": model");
    while (cursor.next()) {
      if (cursor.field() == 7) {
        model.graph(cursor.bytes());
      } else if (cursor.field() == 8) {
        model.operatorSet(cursor.bytes());
      }
    }
    if (!model.hasGraph) {
      throw new MalformedWeightsException(where + ": expected an ONNX model, found no graph");
    }
    return model;
  }

  private void operatorSet(ByteBuffer message) throws MalformedWeightsException {
    String domain = "";
    long version = 0;
    ProtoCursor cursor = new ProtoCursor(message, where + ": operator set");
    while (cursor.next()) {
      if (cursor.field() == 1) {
        domain = cursor.text();
      } else if (cursor.field() == 2) {
        version = cursor.number();
      }
    }
    if (domain.isEmpty() || domain.equals("ai.onnx")) {
      operatorSet = version;
    }
  }

  private void graph(ByteBuffer message) throws MalformedWeightsException {
    hasGraph = true;
    ProtoCursor cursor = new ProtoCursor(message, where + ": graph");
    while (cursor.next()) {
      switch (cursor.field()) {
        case 1 -> nodes.add(NodeProto.parse(cursor.bytes(), where));
        case 5 -> initializers.add(TensorProto.parse(cursor.bytes(), where));
        case 11 -> inputs.add(ValueInfo.parse(cursor.bytes(), where));
        case 12 -> outputs.add(ValueInfo.parse(cursor.bytes(), where));
        default -> {
          // Skipped: documentation, shapes of values in between, annotations.
        }
      }
      int most = Math.max(Math.max(nodes.size(), initializers.size()), inputs.size());
      if (most > MAX_NODES) {
        throw new MalformedWeightsException(
            "%s: graph: expected at most %d nodes, weights and inputs, found more"
                .formatted(where, MAX_NODES));
      }
    }
  }

  /** Returns the version of the standard operators, 0 if the file names none. */
  long operatorSet() {
    return operatorSet;
  }

  List<NodeProto> nodes() {
    return nodes;
  }

  List<TensorProto> initializers() {
    return initializers;
  }

  List<ValueInfo> inputs() {
    return inputs;
  }

  List<ValueInfo> outputs() {
    return outputs;
  }
}
