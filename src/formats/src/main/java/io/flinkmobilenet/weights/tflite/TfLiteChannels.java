package io.flinkmobilenet.weights.tflite;

import io.flinkmobilenet.format.layout.ConstantTensor;
import io.flinkmobilenet.format.layout.ImportedValue;
import io.flinkmobilenet.format.layout.MapValue;
import io.flinkmobilenet.graph.LocalResponseNormalisation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Dense layers, softmax, parts of the channels, and extents. */
final class TfLiteChannels {
  private TfLiteChannels() {}

  static ImportedValue dense(OperatorInputs in) {
    ConstantTensor weights = in.constant(1);
    OperatorInputs.require(weights.shape().rank() == 2, "weights", "2 axes", weights.shape());
    OperatorInputs.require(in.octet(1) == 0, "weights format", 0, in.octet(1));
    MapValue input = in.map(0);
    boolean keeps = in.octet(2) != 0;
    if (!keeps) {
      int columns = weights.shape().extent(1);
      long elements = 1;
      for (int extent : input.extents()) {
        elements *= extent;
      }
      OperatorInputs.require(
          columns > 0 && elements % columns == 0, "weights", elements + " columns", columns);
      input = in.graph().reshape(in.name(), input, (int) (elements / columns), columns);
    }
    MapValue sums = in.graph().channels().dense(in.name(), input, weights, in.optional(2));
    return in.activated(sums, 0);
  }

  static ImportedValue concatenate(OperatorInputs in) {
    List<MapValue> inputs = new ArrayList<>();
    for (int i = 0; i < in.count(); i++) {
      inputs.add(in.map(i));
    }
    OperatorInputs.require(!inputs.isEmpty(), "inputs", "at least 1", 0);
    int axis = OperatorInputs.axis(in.number(0, 0), inputs.get(0).layout().rank());
    return in.activated(in.graph().channels().concatenate(in.name(), inputs, axis), 1);
  }

  /** The logarithm of a softmax ends networks as well, and gives the same probabilities. */
  static ImportedValue softmax(OperatorInputs in) {
    if (in.operator().kind() == OperatorKind.SOFTMAX) {
      float beta = in.real(0, 0);
      OperatorInputs.require(beta == 1, "beta", 1, beta);
    }
    MapValue input = in.map(0);
    int last = input.layout().rank() - 1;
    OperatorInputs.require(last >= 0, "input", "at least 1 axis", 0);
    return in.graph().channels().softmax(in.name(), input, List.of(last));
  }

  static ImportedValue parametricRelu(OperatorInputs in) {
    return in.graph().channels().parametricRelu(in.name(), in.map(0), in.constant(1));
  }

  /** The format's sum is not divided by the number of its channels. */
  static ImportedValue normaliseLocally(OperatorInputs in) {
    int size = Math.addExact(Math.multiplyExact(2, in.number(0, 0)), 1);
    double alpha = (double) in.real(2, 0) * size;
    LocalResponseNormalisation operator =
        new LocalResponseNormalisation(size, alpha, in.real(3, 0), in.real(1, 0));
    return in.graph().channels().normaliseLocally(in.name(), in.map(0), operator);
  }

  /** The file gives the extents of every result, also of those that other operators compute. */
  static ImportedValue reshape(OperatorInputs in) {
    return in.graph().reshape(in.name(), in.map(0), in.outputExtents());
  }

  static List<ImportedValue> split(OperatorInputs in) {
    MapValue input = in.map(1);
    int axis = OperatorInputs.axis(in.numbers(0)[0], input.layout().rank());
    int count = in.operator().outputs().length;
    int extent = input.extents()[axis];
    OperatorInputs.require(count > 0 && extent % count == 0, "parts of " + extent, "equal", count);
    int each = extent / count;
    return parts(in, input, axis, IntStream.range(0, count).map(i -> each).toArray());
  }

  static List<ImportedValue> splitBySizes(OperatorInputs in) {
    MapValue input = in.map(0);
    int axis = OperatorInputs.axis(in.numbers(2)[0], input.layout().rank());
    int[] sizes = in.numbers(1);
    int known = IntStream.of(sizes).filter(size -> size >= 0).reduce(0, Math::addExact);
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = sizes[i] < 0 ? input.extents()[axis] - known : sizes[i];
    }
    return parts(in, input, axis, sizes);
  }

  private static List<ImportedValue> parts(
      OperatorInputs in, MapValue input, int axis, int[] sizes) {
    List<ImportedValue> parts = new ArrayList<>();
    int from = 0;
    for (int size : sizes) {
      int to = Math.addExact(from, size);
      parts.add(in.graph().channels().slice(in.name() + "." + from, input, axis, from, to, 1));
      from = to;
    }
    return parts;
  }

  static ImportedValue slice(OperatorInputs in) {
    boolean strided = in.operator().kind() == OperatorKind.STRIDED_SLICE;
    MapValue value = in.map(0);
    int[] begin = in.numbers(1);
    int[] end = in.numbers(2);
    int[] extents = value.extents();
    int[] steps = strided ? in.numbers(3) : IntStream.range(0, begin.length).map(i -> 1).toArray();
    boolean lengths =
        begin.length == extents.length
            && end.length == extents.length
            && steps.length == extents.length;
    OperatorInputs.require(lengths, "positions", extents.length + " of each kind", "others");
    boolean plain =
        !strided || in.number(2, 0) == 0 && in.number(3, 0) == 0 && in.number(4, 0) == 0;
    OperatorInputs.require(plain, "masks", "of begin and end only", "others");
    for (int axis = 0; axis < extents.length; axis++) {
      int extent = extents[axis];
      OperatorInputs.require(steps[axis] > 0, "step", "at least 1", steps[axis]);
      boolean fromStart = strided && (in.number(0, 0) >> axis & 1) != 0;
      boolean toEnd = strided && (in.number(1, 0) >> axis & 1) != 0;
      int from = fromStart ? 0 : wrapped(begin[axis], extent);
      int to = strided ? wrapped(end[axis], extent) : from + end[axis];
      boolean whole = toEnd || !strided && end[axis] == -1;
      value =
          in.graph()
              .channels()
              .slice(in.name(), value, axis, from, whole ? extent : to, steps[axis]);
    }
    return value;
  }

  private static int wrapped(int position, int extent) {
    return Math.min(Math.max(position < 0 ? position + extent : position, 0), extent);
  }
}
