package io.flinkmobilenet.weights.tflite;

import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The network of a file.
 *
 * @param tensors all tensors
 * @param inputs indices of its inputs
 * @param outputs indices of its outputs
 * @param operators its operators, in the order in which they run
 * @see <a
 *     href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs">schema.fbs,
 *     Model and SubGraph</a>
 */
record Subgraph(
    List<TensorInfo> tensors, int[] inputs, int[] outputs, List<OperatorInfo> operators) {
  private static final int VERSION = 3;
  private static final int FIRST_EXTENDED_CODE = 127;

  static Subgraph of(FlatView model, String where) throws WeightsException {
    if (model.number(0, 0) != VERSION) {
      throw new UnsupportedWeightsException(
          "%s: version: expected %d, found %d".formatted(where, VERSION, model.number(0, 0)));
    }
    List<FlatView> graphs = model.tables(2);
    if (graphs.isEmpty()) {
      throw new MalformedWeightsException(where + ": expected a subgraph, found none");
    }
    FlatView graph = graphs.get(0);
    List<ByteBuffer> buffers = new ArrayList<>();
    for (FlatView buffer : model.tables(4)) {
      boolean outside = buffer.longNumber(1) > 1;
      buffers.add(
          outside ? buffer.bytes(buffer.longNumber(1), buffer.longNumber(2)) : buffer.vector(0, 1));
    }
    List<TensorInfo> tensors = new ArrayList<>();
    for (FlatView tensor : graph.tables(0)) {
      int buffer = tensor.number(2, 0);
      requireIndex(where, "buffer", buffer, buffers.size());
      tensors.add(TensorInfo.of(tensor, buffers.get(buffer)));
    }
    List<OperatorInfo> operators = operators(model, graph, tensors, where);
    int[] inputs = graph.numbers(1);
    int[] outputs = graph.numbers(2);
    requireIndices(where, "input", inputs, tensors.size(), false);
    requireIndices(where, "output", outputs, tensors.size(), false);
    return new Subgraph(tensors, inputs, outputs, operators);
  }

  private static List<OperatorInfo> operators(
      FlatView model, FlatView graph, List<TensorInfo> tensors, String where)
      throws WeightsException {
    List<FlatView> codes = model.tables(1);
    List<OperatorInfo> operators = new ArrayList<>();
    for (FlatView operator : graph.tables(3)) {
      int index = operator.number(0, 0);
      requireIndex(where, "operator code", index, codes.size());
      FlatView code = codes.get(index);
      // Codes from 127 on are in a field of their own, which old files do not have.
      int old = code.octet(0);
      int number =
          old >= FIRST_EXTENDED_CODE ? code.number(3, old) : Math.max(old, code.number(3, 0));
      int[] inputs = operator.numbers(1);
      int[] outputs = operator.numbers(2);
      requireIndices(where, "input", inputs, tensors.size(), true);
      requireIndices(where, "output", outputs, tensors.size(), false);
      String name = outputs.length == 0 ? "" : tensors.get(outputs[0]).name();
      operators.add(
          new OperatorInfo(
              operators.size(),
              OperatorKind.of(number),
              number,
              code.text(1),
              inputs,
              outputs,
              name,
              operator.table(4)));
    }
    return operators;
  }

  private static void requireIndices(
      String where, String what, int[] indices, int count, boolean mayBeOmitted)
      throws MalformedWeightsException {
    for (int index : indices) {
      if (!(mayBeOmitted && index == -1)) {
        requireIndex(where, what, index, count);
      }
    }
  }

  private static void requireIndex(String where, String what, int index, int count)
      throws MalformedWeightsException {
    if (index < 0 || index >= count) {
      throw new MalformedWeightsException(
          "%s: %s: expected one of %d, found index %d".formatted(where, what, count, index));
    }
  }
}
