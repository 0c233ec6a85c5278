package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.format.layout.ConstantTensor;
import io.flinkmobilenet.format.layout.ImportedValue;
import io.flinkmobilenet.format.layout.MapValue;
import io.flinkmobilenet.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Operators that change the extents and the order of axes, or ask for them. */
final class ShapeConversions {
  private ShapeConversions() {}

  static void addTo(Map<String, Conversion> table) {
    table.put("Shape", ShapeConversions::shape);
    table.put("Size", ShapeConversions::size);
    table.put("Reshape", ShapeConversions::reshape);
    table.put("Flatten", ShapeConversions::flatten);
    table.put("Squeeze", node -> reshaped(node, squeezed(node, node.map(0).extents())));
    table.put("Unsqueeze", node -> reshaped(node, unsqueezed(node, node.map(0).extents())));
    table.put("Transpose", ShapeConversions::transpose);
    table.put("Expand", ShapeConversions::expand);
  }

  private static List<ImportedValue> reshaped(NodeInputs node, int[] extents) {
    return List.of(node.graph().reshape(node.name(), node.map(0), extents));
  }

  private static List<ImportedValue> shape(NodeInputs node) {
    return List.of(shape(node, node.map(0).extents()));
  }

  static ConstantTensor shape(NodeInputs node, int[] extents) {
    int rank = extents.length;
    int start = bounded(node.number("start", 0), rank);
    int end = Math.max(start, bounded(node.number("end", rank), rank));
    int[] part = Arrays.copyOfRange(extents, start, end);
    return ConstantTensor.of(node.name(), Shape.of(part.length), true, index -> part[index]);
  }

  private static int bounded(int position, int rank) {
    return Math.min(Math.max(position < 0 ? position + rank : position, 0), rank);
  }

  private static List<ImportedValue> size(NodeInputs node) {
    long size = Arrays.stream(node.map(0).extents()).asLongStream().reduce(1, (a, b) -> a * b);
    return List.of(ConstantTensor.of(node.name(), Shape.of(), true, index -> size));
  }

  private static List<ImportedValue> reshape(NodeInputs node) {
    MapValue input = node.map(0);
    long[] wanted = node.numbers("shape", 1);
    NodeInputs.require(wanted != null, "shape", "a list of extents", "none");
    if (node.batch() > 1 && wanted.length > 1 && wanted[0] == node.batch()) {
      // One image runs of those for which the file is made.
      wanted[0] = 1;
    }
    return reshaped(node, wanted(node, input.extents(), wanted));
  }

  /** Returns the extents: 0 keeps one, -1 is what remains. */
  static int[] wanted(NodeInputs node, int[] own, long[] wanted) {
    boolean copies = node.number("allowzero", 0) == 0;
    long elements = Arrays.stream(own).asLongStream().reduce(1, Math::multiplyExact);
    int[] extents = new int[wanted.length];
    int open = -1;
    long known = 1;
    for (int axis = 0; axis < wanted.length; axis++) {
      if (wanted[axis] == -1 && open < 0) {
        open = axis;
        continue;
      }
      boolean copied = wanted[axis] == 0 && copies && axis < own.length;
      extents[axis] = copied ? own[axis] : Math.toIntExact(wanted[axis]);
      NodeInputs.require(extents[axis] >= 0, "shape", "extents", wanted[axis]);
      known = Math.multiplyExact(known, extents[axis]);
    }
    if (open >= 0) {
      NodeInputs.require(
          known > 0 && elements % known == 0, "shape", "a divisor of " + elements, known);
      extents[open] = (int) (elements / known);
    }
    return extents;
  }

  private static List<ImportedValue> flatten(NodeInputs node) {
    return reshaped(node, flattened(node, node.map(0).extents()));
  }

  static int[] flattened(NodeInputs node, int[] extents) {
    int found = node.number("axis", 1);
    int axis = found == extents.length ? found : NodeInputs.axis(found, extents.length);
    int outer = Arrays.stream(extents, 0, axis).reduce(1, Math::multiplyExact);
    int inner = Arrays.stream(extents, axis, extents.length).reduce(1, Math::multiplyExact);
    return new int[] {outer, inner};
  }

  static int[] squeezed(NodeInputs node, int[] extents) {
    long[] axes = node.numbers("axes", 1);
    boolean[] dropped = new boolean[extents.length];
    if (axes != null) {
      for (long axis : axes) {
        int index = NodeInputs.axis(axis, extents.length);
        NodeInputs.require(extents[index] == 1, "axis " + index, "extent 1", extents[index]);
        dropped[index] = true;
      }
    }
    return IntStream.range(0, extents.length)
        .filter(axis -> axes == null ? extents[axis] != 1 : !dropped[axis])
        .map(axis -> extents[axis])
        .toArray();
  }

  static int[] unsqueezed(NodeInputs node, int[] extents) {
    long[] axes = node.numbers("axes", 1);
    NodeInputs.require(axes != null && axes.length <= 16, "axes", "at most 16", "none or more");
    int rank = extents.length + axes.length;
    boolean[] added = new boolean[rank];
    for (long axis : axes) {
      int index = NodeInputs.axis(axis, rank);
      NodeInputs.require(!added[index], "axes", "each once", index);
      added[index] = true;
    }
    int[] result = new int[rank];
    int next = 0;
    for (int axis = 0; axis < rank; axis++) {
      result[axis] = added[axis] ? 1 : extents[next++];
    }
    return result;
  }

  private static List<ImportedValue> transpose(NodeInputs node) {
    MapValue input = node.map(0);
    return List.of(node.graph().transpose(input, order(node, input.layout().rank())));
  }

  static int[] order(NodeInputs node, int rank) {
    int[] reversed = IntStream.range(0, rank).map(axis -> rank - 1 - axis).toArray();
    int[] order = node.ints("perm", reversed);
    boolean each =
        Arrays.equals(Arrays.stream(order).sorted().toArray(), IntStream.range(0, rank).toArray());
    NodeInputs.require(
        each, "perm", "each axis once", order.length > 16 ? "more" : Arrays.toString(order));
    return order;
  }

  private static List<ImportedValue> expand(NodeInputs node) {
    MapValue input = node.map(0);
    int[] extents = input.extents();
    long[] wanted = node.constant(1).numbers();
    boolean same = wanted.length <= extents.length;
    for (int i = 1; same && i <= wanted.length; i++) {
      long extent = wanted[wanted.length - i];
      same = extent == 1 || extent == extents[extents.length - i];
    }
    NodeInputs.require(same, "shape", "that of the input", "another one");
    return List.of(input);
  }
}
