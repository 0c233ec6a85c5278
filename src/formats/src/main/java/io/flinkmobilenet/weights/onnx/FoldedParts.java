package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.format.layout.ConstantTensor;
import io.flinkmobilenet.format.layout.ImportedValue;
import io.flinkmobilenet.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Parts and repetitions of constants. */
final class FoldedParts {
  private static final int MAX_RANGE = 1 << 16;

  private FoldedParts() {}

  static ConstantTensor concatenate(NodeInputs node) {
    ConstantTensor first = node.constant(0);
    int axis = NodeInputs.axis(node.number("axis", 0), Math.max(1, first.shape().rank()));
    int[] extents = first.extents();
    NodeInputs.require(extents.length > 0, "input 0", "at least 1 axis", "none");
    int[] starts = new int[node.count() + 1];
    for (int i = 0; i < node.count(); i++) {
      int[] own = node.constant(i).extents();
      NodeInputs.require(own.length == extents.length, "axes", extents.length, own.length);
      starts[i + 1] = Math.addExact(starts[i], own[axis]);
      own[axis] = extents[axis];
      NodeInputs.require(
          Arrays.equals(own, extents), "input " + i, Arrays.toString(extents), "others");
    }
    extents[axis] = starts[node.count()];
    Shape shape = Shape.of(extents);
    int inner = Arrays.stream(extents, axis + 1, extents.length).reduce(1, (a, b) -> a * b);
    int joined = extents[axis];
    return ConstantTensor.of(
        node.name(),
        shape,
        first.whole(),
        index -> {
          int position = index / inner % joined;
          int found = Arrays.binarySearch(starts, position);
          int part = found >= 0 ? found : -found - 2;
          while (starts[part + 1] == starts[part]) {
            part++;
          }
          int own = starts[part + 1] - starts[part];
          int outer = index / inner / joined;
          int place = (outer * own + position - starts[part]) * inner + index % inner;
          return node.constant(part).at(place);
        });
  }

  static ConstantTensor slice(NodeInputs node) {
    ConstantTensor input = node.constant(0);
    int[] extents = input.extents();
    int[] strides = input.strides();
    SliceRanges ranges = SliceRanges.of(node, extents);
    int[] steps = new int[extents.length];
    int start = 0;
    for (int axis = 0; axis < extents.length; axis++) {
      extents[axis] = ranges.count(axis);
      start += ranges.from(axis) * strides[axis];
      steps[axis] = ranges.step(axis) * strides[axis];
    }
    int begin = start;
    return input.view(
        Shape.of(extents),
        input.whole(),
        index -> input.at(begin + ConstantTensor.place(index, extents, steps)));
  }

  static List<ImportedValue> split(NodeInputs node) {
    ConstantTensor input = node.constant(0);
    int axis = NodeInputs.axis(node.number("axis", 0), input.shape().rank());
    int extent = input.shape().extent(axis);
    int count = node.node().outputs().size();
    long[] parts = node.numbers("split", 1);
    List<ImportedValue> results = new ArrayList<>();
    int[] strides = input.strides();
    int each = (extent + count - 1) / count;
    int from = 0;
    for (int i = 0; i < count; i++) {
      boolean given = parts != null && i < parts.length;
      long to = given ? from + parts[i] : Math.min(extent, from + each);
      NodeInputs.require(to >= from && to <= extent, "split", "parts of " + extent, to);
      int[] extents = input.extents();
      extents[axis] = (int) (to - from);
      int begin = from * strides[axis];
      results.add(
          input.view(
              Shape.of(extents),
              input.whole(),
              index -> input.at(begin + ConstantTensor.place(index, extents, strides))));
      from = (int) to;
    }
    return results;
  }

  static ConstantTensor gather(NodeInputs node) {
    ConstantTensor input = node.constant(0);
    long[] indices = node.constant(1).numbers();
    int[] extents = input.extents();
    int axis = NodeInputs.axis(node.number("axis", 0), extents.length);
    for (int i = 0; i < indices.length; i++) {
      indices[i] = NodeInputs.axis(indices[i], extents[axis]);
    }
    int[] chosen = node.constant(1).extents();
    int[] result = new int[extents.length - 1 + chosen.length];
    System.arraycopy(extents, 0, result, 0, axis);
    System.arraycopy(chosen, 0, result, axis, chosen.length);
    System.arraycopy(extents, axis + 1, result, axis + chosen.length, extents.length - axis - 1);
    int inner = input.strides()[axis];
    int own = extents[axis];
    return input.view(
        Shape.of(result),
        input.whole(),
        index -> {
          int outer = index / inner / indices.length;
          long position = indices[index / inner % indices.length];
          return input.at((int) ((outer * own + position) * inner + index % inner));
        });
  }

  static ConstantTensor expand(NodeInputs node) {
    ConstantTensor input = node.constant(0);
    int[] wanted = NodeInputs.ints(node.constant(1).numbers());
    return Repetition.of(input, Repetition.shape(input.extents(), wanted));
  }

  static ConstantTensor range(NodeInputs node) {
    double start = node.constant(0).at(0);
    double limit = node.constant(1).at(0);
    double delta = node.constant(2).at(0);
    double count = Math.max(0, Math.ceil((limit - start) / delta));
    NodeInputs.require(count <= MAX_RANGE, "range", "at most " + MAX_RANGE + " numbers", count);
    return ConstantTensor.of(
        node.name(), Shape.of((int) count), node.constant(0).whole(), i -> start + i * delta);
  }

  /** The product of all elements, which exporters form of extents. */
  static ConstantTensor product(NodeInputs node) {
    ConstantTensor input = node.constant(0);
    NodeInputs.require(input.shape().rank() == 1, "input", "1 axis", input.shape());
    long product = Arrays.stream(input.numbers()).reduce(1, Math::multiplyExact);
    Shape shape = node.number("keepdims", 1) == 0 ? Shape.of() : Shape.of(1);
    return ConstantTensor.of(node.name(), shape, true, index -> product);
  }
}
