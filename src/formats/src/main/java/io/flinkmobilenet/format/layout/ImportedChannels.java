package io.flinkmobilenet.format.layout;

import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.ChannelShuffle;
import io.flinkmobilenet.graph.ChannelSlice;
import io.flinkmobilenet.graph.Concatenation;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.Epilogue;
import io.flinkmobilenet.graph.InvalidGraphException;
import io.flinkmobilenet.graph.LocalResponseNormalisation;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.graph.ParametricRelu;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.Softmax;
import io.flinkmobilenet.graph.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operations on the channels of each pixel. */
public final class ImportedChannels {
  private final GraphImport graph;

  ImportedChannels(GraphImport graph) {
    this.graph = graph;
  }

  /**
   * Adds a product of the innermost axis with weights.
   *
   * @param weights {@code [N][K]}
   * @param bias {@code [N]}
   */
  public MapValue dense(
      String name, MapValue input, ConstantTensor weights, Optional<ConstantTensor> bias) {
    int[] extents = input.extents();
    int last = extents.length - 1;
    boolean fits = last >= 0 && weights.shape().extent(1) == extents[last];
    if (!fits) {
      throw new InvalidGraphException(
          "weights: expected %s columns, found shape %s"
              .formatted(last < 0 ? "no" : extents[last], weights.shape()));
    }
    int outputs = weights.shape().extent(0);
    if (graph.shape(input).pixels() > 1 && graph.channelAxis(input) == last) {
      return pointwise(name, input, weights, bias);
    }
    for (int axis = 0; axis < last; axis++) {
      if (extents[axis] != 1) {
        throw new InvalidGraphException(
            "input: expected one vector, [1, %d], found %s"
                .formatted(extents[last], input.layout()));
      }
    }
    int node = graph.flatNode(name + ".flatten", input);
    Optional<String> summands = bias.map(given -> graph.bias(given, outputs));
    Dense dense = new Dense(graph.parameter(weights), summands, outputs, Epilogue.NONE);
    Layout layout = input.layout().cleared(last).withChannels(last, outputs);
    return new MapValue(graph.add(name, dense, node), layout);
  }

  /** A product with the channels of each pixel. */
  private MapValue pointwise(
      String name, MapValue input, ConstantTensor weights, Optional<ConstantTensor> bias) {
    int outputs = weights.shape().extent(0);
    MapValue standard = graph.standard(input.node());
    ConstantTensor filters = weights.reshape(outputs, weights.shape().extent(1), 1, 1);
    MapValue sums = graph.windows().convolution(name, standard, filters, bias, Window.of(1), 1);
    int last = input.layout().rank() - 1;
    return new MapValue(sums.node(), input.layout().withChannels(last, outputs));
  }

  /** Adds a batch normalisation of axis 1. */
  public MapValue normalise(
      String name,
      MapValue value,
      ConstantTensor scale,
      ConstantTensor shift,
      ConstantTensor mean,
      ConstantTensor variance,
      double epsilon) {
    Map<String, ConstantTensor> parameters = new LinkedHashMap<>();
    parameters.put(".weight", scale);
    parameters.put(".bias", shift);
    parameters.put(".running_mean", mean);
    parameters.put(".running_var", variance);
    MapValue input = graph.flattened(name, value);
    int channels = graph.shape(input).channels();
    if (graph.channelAxis(input) != 1) {
      throw new InvalidGraphException(
          "input: expected channels on axis 1, found %s of a map of %s"
              .formatted(input.layout(), graph.shape(input)));
    }
    parameters.forEach((suffix, tensor) -> requireVector(suffix, tensor, channels));
    String prefix = graph.parameters(name, parameters);
    return graph.elementwise(name, new BatchNormalisation(prefix, channels, epsilon), input);
  }

  private static void requireVector(String name, ConstantTensor tensor, int channels) {
    if (tensor.shape().rank() != 1 || tensor.elements() != channels) {
      throw new InvalidGraphException(
          "parameter %s: expected one number for each of %d channels, found %s"
              .formatted(name.substring(1), channels, tensor.shape()));
    }
  }

  /** Adds a product with a slope per channel below 0. */
  public MapValue parametricRelu(String name, MapValue value, ConstantTensor slope) {
    MapValue input = graph.flattened(name, value);
    ConstantTensor slopes =
        slope.elements() == 1
            ? ConstantTensor.vector(slope.name(), graph.shape(input).channels(), c -> slope.at(0))
            : graph.arithmetic().channelVector(input, slope);
    return graph.elementwise(name, new ParametricRelu(graph.parameter(slopes)), input);
  }

  /** Adds a local response normalisation. */
  public MapValue normaliseLocally(
      String name, MapValue input, LocalResponseNormalisation operator) {
    return graph.standard(graph.add(name, operator, graph.standardNode(input)));
  }

  /**
   * Adds a softmax.
   *
   * @param axes the axes over which the probabilities add up to 1
   */
  public MapValue softmax(String name, MapValue input, List<Integer> axes) {
    boolean one = axes.contains(graph.channelAxis(input));
    boolean rest =
        axes.stream()
            .allMatch(axis -> axis == graph.channelAxis(input) || input.extents()[axis] == 1);
    if (one && rest || graph.shape(input).channels() == 1 && rest) {
      return graph.elementwise(name, new Softmax(), input);
    }
    long reduced =
        axes.stream().mapToLong(axis -> input.extents()[axis]).reduce(1, (a, b) -> a * b);
    if (reduced != graph.shape(input).elements()) {
      throw new InvalidGraphException(
          "axis: expected that of channels, found %s of %s".formatted(axes, input.layout()));
    }
    int node = graph.flatNode(name + ".flatten", input);
    Layout flat = Layout.ofPixel((int) reduced);
    MapValue result = graph.elementwise(name, new Softmax(), new MapValue(node, flat));
    return new MapValue(result.node(), result.layout().reshape(input.extents()));
  }

  /** Adds maps one after the other along the axis of channels, or vectors. */
  public MapValue concatenate(String name, List<MapValue> inputs, int axis) {
    MapValue first = inputs.get(0);
    if (inputs.size() == 1) {
      return first;
    }
    int[] nodes = new int[inputs.size()];
    int channels = 0;
    boolean vectors = inputs.stream().allMatch(input -> isVector(input, axis));
    for (int i = 0; i < nodes.length; i++) {
      MapValue input = inputs.get(i);
      boolean fits = vectors || isLike(first, input, axis);
      if (!fits) {
        throw new InvalidGraphException(
            "axis %d: expected the channels of maps in one order, found %s and %s"
                .formatted(axis, first.layout(), input.layout()));
      }
      nodes[i] = vectors ? graph.flatNode(name + ".flatten", input) : input.node();
      channels = Math.addExact(channels, input.extents()[axis]);
    }
    Layout layout = vectors ? first.layout().cleared(axis) : first.layout();
    int node = graph.add(name, new Concatenation(), nodes);
    return new MapValue(node, layout.withChannels(axis, channels));
  }

  private boolean isVector(MapValue input, int axis) {
    int[] extents = input.extents();
    return extents.length > axis && extents[axis] == graph.shape(input).elements();
  }

  private boolean isLike(MapValue first, MapValue input, int axis) {
    return input.layout().rank() == first.layout().rank()
        && axis < first.layout().rank()
        && input.extents()[axis] == graph.shape(input).channels()
        && input.layout().hasChannelsOnly(axis)
        && first.layout().hasChannelsOnly(axis)
        && input.layout().cleared(axis).equals(first.layout().cleared(axis));
  }

  /** Returns positions {@code from} up to before {@code to} of an axis, every {@code step}-th. */
  public MapValue slice(String name, MapValue input, int axis, int from, int to, int step) {
    int extent = input.extents()[axis];
    if (from == 0 && to == extent && step == 1) {
      return input;
    }
    List<Factor> factors = input.layout().axis(axis);
    if (from < 0 || to > extent || from >= to) {
      throw new InvalidGraphException(
          "positions: expected some of 0 to %d, found %d to %d".formatted(extent, from, to));
    }
    if (step == 1 && input.layout().hasChannelsOnly(axis) && factors.size() == 1) {
      return channels(name, input, axis, factors.get(0), from, to);
    }
    if (step > 1 && from == 0 && to == extent && !input.layout().hasChannelsOnly(axis)) {
      return strided(name, input, axis, step);
    }
    throw new InvalidGraphException(
        "positions: expected a part of the channels, or every n-th row or column, found %d to %d in"
            + " steps of %d on axis %d of %s".formatted(from, to, step, axis, input.layout()));
  }

  private MapValue channels(
      String name, MapValue input, int axis, Factor factor, int from, int to) {
    int channels = graph.shape(input).channels();
    int node = input.node();
    int each = factor.stride();
    boolean innermost = each == 1 && factor.extent() < channels;
    if (innermost) {
      each = channels / factor.extent();
      node = graph.add(name + ".shuffle", new ChannelShuffle(each), node);
    }
    int part = graph.add(name, new ChannelSlice(from * each, to * each), node);
    boolean whole = factor.extent() == channels;
    boolean outermost = factor.stride() * factor.extent() == channels;
    boolean onePart =
        to - from == 1
            && (innermost || outermost)
            && input.layout().cleared(axis).parts(Factor.Axis.CHANNELS) == 1;
    if (!whole && !onePart) {
      throw new InvalidGraphException(
          "positions: expected one part of the channels, found %d to %d".formatted(from, to));
    }
    Layout layout =
        whole
            ? input.layout().withChannels(axis, to - from)
            : input.layout().cleared(axis).narrowed(each);
    return new MapValue(part, layout);
  }

  /** Every n-th row or column is a pool of windows of one pixel. */
  private MapValue strided(String name, MapValue input, int axis, int step) {
    int node = graph.standardNode(input);
    boolean rows = axis == (graph.channelsLast() ? 1 : 2);
    Window window = Window.of(1).stride(rows ? step : 1, rows ? 1 : step);
    Node before = graph.builder().node(node);
    if (before.operator() instanceof Pool pool && isSubsampling(pool)) {
      Window own = pool.window();
      window = own.stride(own.strideY() * window.strideY(), own.strideX() * window.strideX());
      node = before.inputs().get(0);
    }
    return graph.standard(graph.add(name, Pool.max(window), node));
  }

  private static boolean isSubsampling(Pool pool) {
    return pool.window().taps() == 1 && !pool.window().padded();
  }
}
