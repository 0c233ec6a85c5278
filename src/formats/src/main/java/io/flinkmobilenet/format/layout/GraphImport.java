package io.flinkmobilenet.format.layout;

import io.flinkmobilenet.format.layout.Factor.Axis;
import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.ChannelShuffle;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Flatten;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.InvalidGraphException;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.weights.NamedTensors;
import java.util.List;
import java.util.Map;

/**
 * A graph that is built from a model file, operation by operation. Operations that a graph has no
 * operator for are recognised where several of them together are one, such as {@code x ·
 * sigmoid(x)}; nodes that are not read in the end may be left behind.
 *
 * <p>Every method throws {@link InvalidGraphException} if the graph cannot express the operation.
 */
public final class GraphImport {
  private final GraphBuilder builder = new GraphBuilder();
  private final UniqueNames names = new UniqueNames();
  private final DeferredTensors tensors;
  private final boolean channelsLast;
  private final ImportedArithmetic arithmetic = new ImportedArithmetic(this);
  private final ImportedWindows windows = new ImportedWindows(this);
  private final ImportedChannels channels = new ImportedChannels(this);

  /**
   * Creates an empty graph.
   *
   * @param where name of the file
   * @param channelsLast whether convolutions of the file work on {@code [1][H][W][C]} rather than
   *     {@code [1][C][H][W]}
   */
  public GraphImport(String where, boolean channelsLast) {
    tensors = new DeferredTensors(where);
    this.channelsLast = channelsLast;
  }

  /** Returns the builder with all nodes so far. */
  public GraphBuilder builder() {
    return builder;
  }

  /** Returns the operations with sums and products. */
  public ImportedArithmetic arithmetic() {
    return arithmetic;
  }

  /** Returns the operations with windows. */
  public ImportedWindows windows() {
    return windows;
  }

  /** Returns the operations on channels and on axes as a whole. */
  public ImportedChannels channels() {
    return channels;
  }

  /** Returns the node with a network's result, which is a vector if the file says so. */
  public int result(MapValue value) {
    return flattened("result", value).node();
  }

  /** Returns a vector as the channels of one pixel, and other values as they are. */
  MapValue flattened(String name, MapValue value) {
    int elements = shape(value).elements();
    for (int axis = 0; shape(value).pixels() > 1 && axis < value.layout().rank(); axis++) {
      if (value.extents()[axis] == elements) {
        Layout layout = value.layout().withChannels(axis, elements);
        return new MapValue(flatNode(name + ".flatten", value), layout);
      }
    }
    return value;
  }

  boolean channelsLast() {
    return channelsLast;
  }

  /**
   * Returns the tensors that a graph reads.
   *
   * @throws InvalidGraphException if one has another shape than the graph needs
   */
  public NamedTensors weights(Graph graph) {
    List<Parameter> parameters = graph.parameters();
    tensors.retain(parameters.stream().map(Parameter::name).toList());
    for (Parameter parameter : parameters) {
      if (!tensors.shape(parameter.name()).equals(parameter.shape())) {
        throw new InvalidGraphException(
            "tensor %s: expected shape %s, found %s"
                .formatted(parameter.name(), parameter.shape(), tensors.shape(parameter.name())));
      }
    }
    return tensors;
  }

  /** Returns the name of a bias, after checking that it has a number for each output. */
  String bias(ConstantTensor bias, int outputs) {
    if (bias.elements() != outputs) {
      throw new InvalidGraphException(
          "bias: expected a number for each of %d outputs, found shape %s"
              .formatted(outputs, bias.shape()));
    }
    return parameter(bias.shape().rank() == 1 ? bias : bias.reshape(outputs));
  }

  /**
   * Adds the image.
   *
   * @param last whether the image is {@code [1][H][W][C]} rather than {@code [1][C][H][W]}
   */
  public MapValue image(int height, int width, int depth, boolean last) {
    names.of("image");
    int node = builder.image(height, width, depth);
    return new MapValue(node, Layout.of(builder.shape(node), last));
  }

  /** Adds an operation on each element. */
  public MapValue elementwise(String name, Operator operator, MapValue input) {
    return new MapValue(add(name, operator, input.node()), input.layout());
  }

  /** Adds an activation. */
  public MapValue activation(String name, Activation function, MapValue input) {
    return arithmetic.activation(name, function, input);
  }

  /** Returns the same elements with other extents. */
  public MapValue reshape(String name, MapValue input, int... extents) {
    return straightened(name, new MapValue(input.node(), input.layout().reshape(extents)));
  }

  /** Returns the same elements with axes in another order. */
  public MapValue transpose(MapValue input, int... order) {
    return new MapValue(input.node(), input.layout().transpose(order));
  }

  int add(String name, Operator operator, int... inputs) {
    return builder.add(names.of(name), operator, inputs);
  }

  String parameter(ConstantTensor tensor) {
    return tensors.add(tensor);
  }

  String parameters(String prefix, Map<String, ConstantTensor> bySuffix) {
    return tensors.addAll(prefix, bySuffix);
  }

  Node node(MapValue value) {
    return builder.node(value.node());
  }

  FeatureShape shape(MapValue value) {
    return builder.shape(value.node());
  }

  /** Returns a value in the order of convolutions. */
  MapValue standard(int node) {
    return new MapValue(node, Layout.of(builder.shape(node), channelsLast));
  }

  /** Checks that a value is in the order of convolutions and returns its node. */
  int standardNode(MapValue value) {
    if (!value.layout().equals(standard(value.node()).layout())) {
      String order = channelsLast ? "height, width, channels" : "channels, height, width";
      throw new InvalidGraphException(
          "input: expected 1 image with axes %s, found %s of a map of %s"
              .formatted(order, value.layout(), shape(value)));
    }
    return value.node();
  }

  /** Returns a node with all elements as channels of one pixel. */
  int flatNode(String name, MapValue value) {
    FeatureShape shape = shape(value);
    List<Factor> flat = value.layout().flat();
    for (Flatten.Order order : Flatten.Order.values()) {
      boolean last = order == Flatten.Order.CHANNELS_LAST;
      if (flat.equals(Layout.of(shape, last).flat())) {
        return shape.pixels() == 1 ? value.node() : add(name, new Flatten(order), value.node());
      }
    }
    throw new InvalidGraphException(
        "input: expected the values of a map in the order of its axes, found %s of a map of %s"
            .formatted(value.layout(), shape));
  }

  /** Shuffles channels if that puts those of an axis into their order. */
  private MapValue straightened(String name, MapValue value) {
    int depth = shape(value).channels();
    for (int axis = 0; axis < value.layout().rank(); axis++) {
      List<Factor> factors = value.layout().axis(axis);
      if (factors.size() == 2 && value.layout().hasChannelsOnly(axis)) {
        int groups = factors.get(1).extent();
        int each = factors.get(0).extent();
        boolean shuffle = groups * each == depth && factors.get(0).stride() == 1;
        if (shuffle && factors.get(1).stride() == each) {
          int node = add(name, new ChannelShuffle(groups), value.node());
          return new MapValue(node, value.layout().withChannels(axis, depth));
        }
      }
    }
    return value;
  }

  /** Returns the axis of a layout that consists of all channels of a map, or -1. */
  int channelAxis(MapValue value) {
    Layout layout = value.layout();
    for (int axis = 0; axis < layout.rank(); axis++) {
      boolean last = shape(value).channels() > 1 || axis == (channelsLast ? layout.rank() - 1 : 1);
      if (last && layout.isWhole(axis, Axis.CHANNELS, shape(value).channels())) {
        return axis;
      }
    }
    return -1;
  }
}
