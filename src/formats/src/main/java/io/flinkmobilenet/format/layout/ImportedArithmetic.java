package io.flinkmobilenet.format.layout;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Activation.Kind;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.Arithmetic.Operation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.Epilogue;
import io.flinkmobilenet.graph.InvalidGraphException;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.graph.ScaleAndShift;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Sums and products of maps with maps, with numbers, and with a number per channel. */
public final class ImportedArithmetic {
  private final GraphImport graph;
  private final ActivationForms forms;

  ImportedArithmetic(GraphImport graph) {
    this.graph = graph;
    forms = new ActivationForms(graph);
  }

  MapValue activation(String name, Activation function, MapValue input) {
    return forms.activation(name, function, input);
  }

  /** Returns {@code a} plus, minus or times {@code b}; extents of 1 are repeated. */
  public MapValue of(String name, Operation operation, MapValue a, MapValue b) {
    if (operation == Operation.MULTIPLY) {
      Optional<MapValue> product = forms.product(name, a, b);
      if (product.isPresent()) {
        return product.get();
      }
    }
    Layout layout = Broadcast.of(a.layout(), b.layout());
    int node = graph.add(name, new Arithmetic(operation), a.node(), b.node());
    return new MapValue(node, layout);
  }

  /** Returns {@code input · scale}. */
  public MapValue scale(String name, MapValue value, ConstantTensor scale) {
    if (scale.elements() == 1) {
      return forms.line(name, value, scale.at(0), 0, scale.name());
    }
    MapValue input = graph.flattened(name, value);
    Optional<String> factors = Optional.of(vector(input, scale));
    return graph.elementwise(name, new ScaleAndShift(factors, Optional.empty()), input);
  }

  /** Returns {@code input + shift}. */
  public MapValue shift(String name, MapValue value, ConstantTensor shift) {
    if (shift.elements() == 1) {
      return forms.line(name, value, 1, shift.at(0), shift.name());
    }
    MapValue input = graph.flattened(name, value);
    Operator before = graph.node(input).operator();
    List<Integer> inputs = graph.node(input).inputs();
    Optional<String> summands = Optional.of(vector(input, shift));
    Optional<Operator> joined = joined(before, summands.get());
    if (joined.isPresent()) {
      int node = graph.add(name, joined.get(), inputs.get(0));
      return new MapValue(node, input.layout());
    }
    return graph.elementwise(name, new ScaleAndShift(Optional.empty(), summands), input);
  }

  /** Returns the operator that computes the one before together with a sum. */
  private static Optional<Operator> joined(Operator before, String summands) {
    if (before instanceof Convolution convolution
        && convolution.bias().isEmpty()
        && convolution.normalisation().isEmpty()
        && convolution.epilogue().none()) {
      return Optional.of(convolution.bias(summands));
    }
    if (before instanceof Dense dense && dense.bias().isEmpty() && dense.epilogue().none()) {
      Optional<String> bias = Optional.of(summands);
      return Optional.of(new Dense(dense.weights(), bias, dense.outputs(), Epilogue.NONE));
    }
    if (before instanceof ScaleAndShift scale && scale.shift().isEmpty()) {
      return Optional.of(new ScaleAndShift(scale.scale(), Optional.of(summands)));
    }
    return Optional.empty();
  }

  /** Returns the name of a tensor with one number for each channel of a map. */
  private String vector(MapValue input, ConstantTensor constant) {
    return graph.parameter(channelVector(input, constant));
  }

  /**
   * Returns one number for each channel of a map.
   *
   * @param constant a tensor that is repeated along axes where it has the extent 1
   * @throws InvalidGraphException if it has different numbers for different pixels
   */
  ConstantTensor channelVector(MapValue input, ConstantTensor constant) {
    int channels = graph.shape(input).channels();
    int[] extents = aligned(input.layout(), constant);
    int[] strides = constant.reshape(extents).strides();
    List<int[]> steps = new ArrayList<>();
    for (int axis = 0; axis < extents.length; axis++) {
      if (extents[axis] > 1) {
        addSteps(input.layout(), axis, strides[axis], steps);
      }
    }
    boolean plain = steps.size() == 1 && steps.get(0)[1] == channels;
    if (plain && constant.shape().rank() == 1) {
      return constant;
    }
    return ConstantTensor.vector(constant.name(), channels, c -> constant.at(place(c, steps)));
  }

  private static int place(int channel, List<int[]> steps) {
    int place = 0;
    for (int[] step : steps) {
      place += channel / step[0] % step[1] * step[2];
    }
    return place;
  }

  /** Adds for each part of an axis its stride, its extent and the constant's stride. */
  private static void addSteps(Layout layout, int axis, int stride, List<int[]> steps) {
    if (!layout.hasChannelsOnly(axis)) {
      throw new InvalidGraphException(
          "constant operand: expected one number or one per channel, found one per position of"
              + " axis %d of %s".formatted(axis, layout));
    }
    int inner = stride;
    List<Factor> factors = layout.axis(axis);
    for (int i = factors.size() - 1; i >= 0; i--) {
      Factor factor = factors.get(i);
      steps.add(new int[] {factor.stride(), factor.extent(), inner});
      inner *= factor.extent();
    }
  }

  /** Returns the constant's extents with as many axes as the map has. */
  private static int[] aligned(Layout layout, ConstantTensor constant) {
    int[] own = constant.extents();
    int[] map = layout.extents();
    int[] extents = new int[map.length];
    Arrays.fill(extents, 1);
    boolean fits = true;
    for (int i = 1; i <= own.length; i++) {
      int extent = own[own.length - i];
      fits &= extent == 1 || i <= map.length && extent == map[map.length - i];
      if (fits && i <= map.length) {
        extents[map.length - i] = extent;
      }
    }
    if (!fits) {
      throw new InvalidGraphException(
          "constant operand: expected extents of 1 or of %s, found %s"
              .formatted(layout, constant.shape()));
    }
    return extents;
  }

  /** Returns whether no value of a map is negative, as far as its operator tells. */
  static boolean isNotNegative(Operator operator) {
    if (operator instanceof Convolution convolution) {
      return isNotNegative(convolution.epilogue().activation());
    }
    if (!(operator instanceof Activation activation)) {
      return false;
    }
    Kind kind = activation.kind();
    return kind == Kind.RELU
        || kind == Kind.RELU6
        || kind == Kind.SIGMOID
        || kind == Kind.HARD_SIGMOID
        || kind == Kind.CLIP && activation.first() >= 0;
  }
}
