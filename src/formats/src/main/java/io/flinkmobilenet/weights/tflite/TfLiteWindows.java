package io.flinkmobilenet.weights.tflite;

import io.flinkmobilenet.format.layout.ConstantTensor;
import io.flinkmobilenet.format.layout.ImportedValue;
import io.flinkmobilenet.format.layout.MapValue;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Resampling;
import io.flinkmobilenet.graph.Resampling.Coordinates;
import io.flinkmobilenet.graph.Resampling.Interpolation;
import io.flinkmobilenet.graph.Window;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Convolutions, pools, paddings and reductions over pixels. */
final class TfLiteWindows {
  private TfLiteWindows() {}

  /** Weights are {@code [N][rows][columns][K / G]}. */
  static ImportedValue convolution(OperatorInputs in) {
    ConstantTensor weights = in.constant(1);
    OperatorInputs.require(weights.shape().rank() == 4, "weights", "4 axes", weights.shape());
    int own = weights.shape().extent(3);
    int channels = image(in)[3];
    OperatorInputs.require(own > 0 && channels % own == 0, "channels", channels, own);
    Window window =
        Window.of(weights.shape().extent(1), weights.shape().extent(2))
            .stride(in.number(2, 0), in.number(1, 0))
            .dilation(in.number(5, 1), in.number(4, 1));
    MapValue sums =
        in.graph()
            .windows()
            .convolution(
                in.name(),
                in.map(0),
                weights.transpose(0, 3, 1, 2),
                in.optional(2),
                padded(in, window),
                channels / own);
    return in.activated(sums, 3);
  }

  /** Weights are {@code [1][rows][columns][C · M]}. */
  static ImportedValue depthwise(OperatorInputs in) {
    ConstantTensor weights = in.constant(1);
    OperatorInputs.require(
        weights.shape().rank() == 4 && weights.shape().extent(0) == 1,
        "weights",
        "[1, rows, columns, filters]",
        weights.shape());
    Window window =
        Window.of(weights.shape().extent(1), weights.shape().extent(2))
            .stride(in.number(2, 0), in.number(1, 0))
            .dilation(in.number(6, 1), in.number(5, 1));
    MapValue sums =
        in.graph()
            .windows()
            .convolution(
                in.name(),
                in.map(0),
                weights.transpose(3, 0, 1, 2),
                in.optional(2),
                padded(in, window),
                image(in)[3]);
    return in.activated(sums, 4);
  }

  private static int[] image(OperatorInputs in) {
    int[] extents = in.map(0).extents();
    OperatorInputs.require(extents.length == 4, "input", "4 axes", Arrays.toString(extents));
    return extents;
  }

  private static Window padded(OperatorInputs in, Window window) {
    int padding = in.octet(0);
    OperatorInputs.require(padding <= 1, "padding", "SAME or VALID", padding);
    boolean valid = Math.min(window.strideY(), window.strideX()) > 0;
    OperatorInputs.require(valid, "stride", "at least 1", "less");
    int[] extents = image(in);
    return padding == 0 ? window.samePadding(new FeatureShape(extents[1], extents[2], 1)) : window;
  }

  static ImportedValue pool(OperatorInputs in, Reduction reduction) {
    Window window =
        Window.of(in.number(4, 0), in.number(3, 0)).stride(in.number(2, 0), in.number(1, 0));
    Pool pool = new Pool(reduction, padded(in, window), false, false);
    return in.activated(in.graph().windows().pool(in.name(), in.map(0), pool), 5);
  }

  static MapValue reduce(OperatorInputs in, Reduction reduction) {
    MapValue input = in.map(0);
    int[] axes = axes(in, input);
    MapValue result = in.graph().windows().reduce(in.name(), input, reduction, axes);
    if (in.octet(0) != 0) {
      return result;
    }
    int[] extents = result.extents();
    int[] kept =
        IntStream.range(0, extents.length)
            .filter(axis -> Arrays.stream(axes).noneMatch(reduced -> reduced == axis))
            .map(axis -> extents[axis])
            .toArray();
    return in.graph().reshape(in.name(), result, kept);
  }

  private static int[] axes(OperatorInputs in, MapValue input) {
    int rank = input.layout().rank();
    return Arrays.stream(in.numbers(1))
        .map(axis -> OperatorInputs.axis(axis, rank))
        .distinct()
        .toArray();
  }

  static ImportedValue sum(OperatorInputs in) {
    MapValue input = in.map(0);
    long count = 1;
    for (int axis : axes(in, input)) {
      count *= input.extents()[axis];
    }
    return in.graph().windows().times(in.name(), reduce(in, Reduction.AVERAGE), count);
  }

  static ImportedValue pad(OperatorInputs in) {
    MapValue input = in.map(0);
    int rank = input.layout().rank();
    int[] pads = in.numbers(1);
    OperatorInputs.require(pads.length == 2 * rank, "paddings", 2 * rank, pads.length);
    int[] before = new int[rank];
    int[] after = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      before[axis] = pads[2 * axis];
      after[axis] = pads[2 * axis + 1];
    }
    double value = in.has(2) ? in.constant(2).at(0) : 0;
    return in.graph().windows().pad(in.name(), input, before, after, value);
  }

  static ImportedValue resize(OperatorInputs in) {
    boolean nearest = in.operator().kind() == OperatorKind.RESIZE_NEAREST_NEIGHBOR;
    boolean corners = in.octet(nearest ? 0 : 2) != 0;
    boolean half = in.octet(nearest ? 1 : 3) != 0;
    int[] from = image(in);
    int[] to = in.outputExtents();
    OperatorInputs.require(to.length == 4, "output", "4 axes", to.length);
    Coordinates coordinates =
        corners
            ? Coordinates.ALIGN_CORNERS
            : half ? Coordinates.HALF_PIXEL : Coordinates.ASYMMETRIC;
    if (nearest) {
      boolean exact = !corners && (!half || !ties(from[1], to[1]) && !ties(from[2], to[2]));
      OperatorInputs.require(exact, "positions", "none between two pixels", "some");
    }
    Interpolation interpolation = nearest ? Interpolation.NEAREST : Interpolation.BILINEAR;
    Resampling resampling = new Resampling(to[1], to[2], interpolation, coordinates);
    return in.graph().windows().resample(in.name(), in.map(0), resampling);
  }

  /** Positions in the middle of two pixels are rounded up in files and down in a graph. */
  private static boolean ties(int from, int to) {
    return IntStream.range(0, Math.max(0, to))
        .anyMatch(at -> (2L * at + 1) * from % (2L * to) == 0);
  }
}
