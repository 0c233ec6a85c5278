package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.format.layout.ConstantTensor;
import io.flinkmobilenet.format.layout.ImportedValue;
import io.flinkmobilenet.format.layout.MapValue;
import io.flinkmobilenet.graph.LocalResponseNormalisation;
import io.flinkmobilenet.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Dense layers, normalisations, softmax, and parts of the channels. */
final class ChannelConversions {
  private static final int ONE_AXIS = 13;

  private ChannelConversions() {}

  static void addTo(Map<String, Conversion> table) {
    table.put("Gemm", ChannelConversions::product);
    table.put("MatMul", ChannelConversions::matrix);
    table.put("BatchNormalization", ChannelConversions::normalise);
    table.put("LRN", ChannelConversions::normaliseLocally);
    table.put("Softmax", ChannelConversions::softmax);
    table.put("LogSoftmax", ChannelConversions::softmax);
    table.put("Concat", ChannelConversions::concatenate);
    table.put("Split", ChannelConversions::split);
    table.put("Slice", ChannelConversions::slice);
    table.put("Gather", ChannelConversions::gather);
  }

  private static List<ImportedValue> product(NodeInputs node) {
    NodeInputs.require(node.number("transA", 0) == 0, "transA", 0, 1);
    ConstantTensor stored = node.constant(1);
    NodeInputs.require(stored.shape().rank() == 2, "weights", "2 axes", stored.shape());
    ConstantTensor weights = node.number("transB", 0) == 0 ? stored.transpose(1, 0) : stored;
    Optional<ConstantTensor> bias =
        node.optional(2)
            .map(c -> times(repeated(c, weights.shape().extent(0)), node.real("beta", 1)));
    ConstantTensor scaled = times(weights, node.real("alpha", 1));
    return List.of(node.graph().channels().dense(node.name(), node.map(0), scaled, bias));
  }

  private static ConstantTensor times(ConstantTensor constant, double factor) {
    return factor == 1
        ? constant
        : constant.view(constant.shape(), false, index -> factor * constant.at(index));
  }

  /** A bias of {@code [N]}, {@code [1][N]} or one number. */
  private static ConstantTensor repeated(ConstantTensor bias, int outputs) {
    if (bias.elements() == 1) {
      return ConstantTensor.vector(bias.name(), outputs, index -> bias.at(0));
    }
    return bias.shape().rank() == 1 ? bias : bias.reshape(outputs);
  }

  private static List<ImportedValue> matrix(NodeInputs node) {
    ConstantTensor stored = node.constant(1);
    NodeInputs.require(stored.shape().rank() == 2, "weights", "2 axes", stored.shape());
    return List.of(
        node.graph()
            .channels()
            .dense(node.name(), node.map(0), stored.transpose(1, 0), Optional.empty()));
  }

  private static List<ImportedValue> normalise(NodeInputs node) {
    NodeInputs.require(node.number("training_mode", 0) == 0, "training_mode", 0, 1);
    NodeInputs.require(node.number("spatial", 1) == 1, "spatial", 1, 0);
    MapValue input = node.map(0);
    // The channels are the second axis, as a vector of scales on it tells.
    int rank = input.layout().rank();
    NodeInputs.require(rank >= 2, "input", "at least 2 axes", rank);
    int channels = input.extents()[1];
    List<ConstantTensor> vectors = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      ConstantTensor vector = node.constant(i);
      NodeInputs.require(
          vector.shape().equals(Shape.of(channels)),
          "input " + i,
          "[" + channels + "]",
          vector.shape());
      vectors.add(vector);
    }
    return List.of(
        node.graph()
            .channels()
            .normalise(
                node.name(),
                input,
                vectors.get(0),
                vectors.get(1),
                vectors.get(2),
                vectors.get(3),
                node.real("epsilon", 1e-5f)));
  }

  private static List<ImportedValue> normaliseLocally(NodeInputs node) {
    LocalResponseNormalisation operator =
        new LocalResponseNormalisation(
            node.number("size", 0),
            node.real("alpha", 1e-4f),
            node.real("beta", 0.75),
            node.real("bias", 1));
    return List.of(node.graph().channels().normaliseLocally(node.name(), node.map(0), operator));
  }

  /** The logarithm of a softmax ends networks as well, and gives the same probabilities. */
  private static List<ImportedValue> softmax(NodeInputs node) {
    MapValue input = node.map(0);
    int rank = input.layout().rank();
    boolean one = node.operatorSet() >= ONE_AXIS;
    int axis = NodeInputs.axis(node.number("axis", one ? -1 : 1), rank);
    List<Integer> axes = IntStream.range(axis, one ? axis + 1 : rank).boxed().toList();
    return List.of(node.graph().channels().softmax(node.name(), input, axes));
  }

  private static List<ImportedValue> concatenate(NodeInputs node) {
    NodeInputs.require(node.count() >= 1, "inputs", "at least 1", 0);
    List<MapValue> inputs = new ArrayList<>();
    for (int i = 0; i < node.count(); i++) {
      inputs.add(node.map(i));
    }
    int axis = NodeInputs.axis(node.number("axis", 1), inputs.get(0).layout().rank());
    return List.of(node.graph().channels().concatenate(node.name(), inputs, axis));
  }

  private static List<ImportedValue> split(NodeInputs node) {
    MapValue input = node.map(0);
    int axis = NodeInputs.axis(node.number("axis", 0), input.layout().rank());
    int extent = input.extents()[axis];
    long[] parts = node.numbers("split", 1);
    int count = node.node().outputs().size();
    List<ImportedValue> results = new ArrayList<>();
    int each = (extent + count - 1) / count;
    long from = 0;
    for (int i = 0; i < count; i++) {
      boolean given = parts != null && i < parts.length;
      long to = given ? from + parts[i] : Math.min(extent, from + each);
      NodeInputs.require(from >= 0 && to <= extent, "split", "parts of " + extent, to);
      results.add(
          node.graph()
              .channels()
              .slice(node.name() + "." + i, input, axis, (int) from, (int) to, 1));
      from = to;
    }
    NodeInputs.require(from == extent, "split", "parts of " + extent, from);
    return results;
  }

  private static List<ImportedValue> slice(NodeInputs node) {
    MapValue value = node.map(0);
    SliceRanges ranges = SliceRanges.of(node, value.extents());
    for (int axis = 0; axis < value.layout().rank(); axis++) {
      NodeInputs.require(ranges.step(axis) > 0, "step", "at least 1", ranges.step(axis));
      int from = ranges.from(axis);
      int to = ranges.to(axis);
      value = node.graph().channels().slice(node.name(), value, axis, from, to, ranges.step(axis));
    }
    return List.of(value);
  }

  /** One position of an axis, which then is left out. */
  private static List<ImportedValue> gather(NodeInputs node) {
    MapValue input = node.map(0);
    int axis = NodeInputs.axis(node.number("axis", 0), input.layout().rank());
    ConstantTensor indices = node.constant(1);
    NodeInputs.require(indices.shape().rank() == 0, "indices", "one position", indices.shape());
    int index = NodeInputs.axis((long) indices.at(0), input.extents()[axis]);
    MapValue part = node.graph().channels().slice(node.name(), input, axis, index, index + 1, 1);
    int[] kept =
        IntStream.range(0, part.layout().rank())
            .filter(other -> other != axis)
            .map(other -> part.extents()[other])
            .toArray();
    return List.of(node.graph().reshape(node.name(), part, kept));
  }
}
