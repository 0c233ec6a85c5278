package io.flinkmobilenet.weights.onnx;

import io.flinkmobilenet.format.layout.ConstantTensor;
import io.flinkmobilenet.format.layout.ImportedValue;
import io.flinkmobilenet.format.layout.MapValue;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Convolutions, pools, paddings and reductions over pixels. */
final class WindowConversions {
  private WindowConversions() {}

  static void addTo(Map<String, Conversion> table) {
    table.put("Conv", WindowConversions::convolution);
    table.put("MaxPool", node -> pool(node, Reduction.MAX));
    table.put("AveragePool", node -> pool(node, Reduction.AVERAGE));
    table.put("GlobalMaxPool", node -> globalPool(node, Reduction.MAX));
    table.put("GlobalAveragePool", node -> globalPool(node, Reduction.AVERAGE));
    table.put("ReduceMean", node -> List.of(reduced(node, Reduction.AVERAGE)));
    table.put("ReduceMax", node -> List.of(reduced(node, Reduction.MAX)));
    table.put("ReduceSum", WindowConversions::sum);
    table.put("Pad", WindowConversions::pad);
    table.put("Resize", ResizeConversion::resize);
    table.put("Upsample", ResizeConversion::upsample);
  }

  private static List<ImportedValue> convolution(NodeInputs node) {
    ConstantTensor weights = node.constant(1);
    int[] extents = weights.extents();
    NodeInputs.require(extents.length == 4, "weights", "4 axes", weights.shape());
    Window window = Windows.of(node, new int[] {extents[2], extents[3]});
    int groups = node.number("group", 1);
    return List.of(
        node.graph()
            .windows()
            .convolution(node.name(), node.map(0), weights, node.optional(2), window, groups));
  }

  private static List<ImportedValue> pool(NodeInputs node, Reduction reduction) {
    Window window = Windows.of(node, null);
    boolean ceiling = node.number("ceil_mode", 0) != 0;
    boolean counts = reduction == Reduction.AVERAGE && node.number("count_include_pad", 0) != 0;
    Pool pool = new Pool(reduction, window, ceiling, counts);
    return List.of(node.graph().windows().pool(node.name(), node.map(0), pool));
  }

  private static List<ImportedValue> globalPool(NodeInputs node, Reduction reduction) {
    MapValue input = node.map(0);
    int[] axes = IntStream.range(2, Math.max(2, input.layout().rank())).toArray();
    return List.of(node.graph().windows().reduce(node.name(), input, reduction, axes));
  }

  private static MapValue reduced(NodeInputs node, Reduction reduction) {
    MapValue input = node.map(0);
    int[] axes = axes(node, input);
    MapValue result = node.graph().windows().reduce(node.name(), input, reduction, axes);
    if (node.number("keepdims", 1) != 0) {
      return result;
    }
    int[] extents = result.extents();
    int[] kept =
        IntStream.range(0, extents.length)
            .filter(axis -> Arrays.stream(axes).noneMatch(reduced -> reduced == axis))
            .map(axis -> extents[axis])
            .toArray();
    return node.graph().reshape(node.name(), result, kept);
  }

  private static int[] axes(NodeInputs node, MapValue input) {
    int rank = input.layout().rank();
    long[] axes = node.numbers("axes", 1);
    if (axes == null || axes.length == 0) {
      boolean none = node.number("noop_with_empty_axes", 0) != 0;
      return none ? new int[0] : IntStream.range(0, rank).toArray();
    }
    return Arrays.stream(axes).mapToInt(axis -> NodeInputs.axis(axis, rank)).distinct().toArray();
  }

  private static List<ImportedValue> sum(NodeInputs node) {
    MapValue input = node.map(0);
    long count = 1;
    for (int axis : axes(node, input)) {
      count *= input.extents()[axis];
    }
    MapValue mean = reduced(node, Reduction.AVERAGE);
    return List.of(node.graph().windows().times(node.name() + ".sum", mean, count));
  }

  private static List<ImportedValue> pad(NodeInputs node) {
    MapValue input = node.map(0);
    int rank = input.layout().rank();
    int[] pads = NodeInputs.ints(required(node));
    int[] axes = IntStream.range(0, rank).toArray();
    if (node.has(3)) {
      axes =
          Arrays.stream(node.constant(3).numbers())
              .mapToInt(axis -> NodeInputs.axis(axis, rank))
              .toArray();
    }
    NodeInputs.require(
        pads.length == 2 * axes.length, "pads", 2 * axes.length + " numbers", pads.length);
    int[] before = new int[rank];
    int[] after = new int[rank];
    for (int i = 0; i < axes.length; i++) {
      before[axes[i]] = pads[i];
      after[axes[i]] = pads[i + axes.length];
    }
    String mode = node.text("mode", "constant");
    boolean none = Arrays.stream(pads).allMatch(n -> n == 0);
    NodeInputs.require(mode.equals("constant") || none, "mode", "constant", mode);
    double value = node.has(2) ? node.constant(2).at(0) : node.real("value", 0);
    return List.of(node.graph().windows().pad(node.name(), input, before, after, value));
  }

  private static long[] required(NodeInputs node) {
    long[] pads = node.numbers("pads", 1);
    NodeInputs.require(pads != null, "pads", "a list of numbers", "none");
    return pads;
  }
}
