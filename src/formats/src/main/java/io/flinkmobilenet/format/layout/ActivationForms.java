package io.flinkmobilenet.format.layout;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Activation.Kind;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.Arithmetic.Operation;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.graph.ScaleAndShift;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Activations that files spell as several operations: SiLU as {@code x · sigmoid(x)}, hard sigmoid
 * as {@code clip(x + 3, 0, 6) / 6}, hard swish as its product with {@code x} in any order.
 */
final class ActivationForms {
  private static final double SIXTH = 1 / 6d;
  private static final Activation HARD_SIGMOID = Activation.hardSigmoid(SIXTH, 0.5);
  private static final Activation HARD_SWISH = Activation.of(Kind.HARD_SWISH);

  /** Files hold 1 / 6 as floats of several roundings. */
  private static final double TOLERANCE = 1e-6;

  /** The line {@code input · factor + summand}. */
  private record Line(int input, double factor, double summand) {}

  private final GraphImport graph;
  private final Map<Integer, Line> lines = new HashMap<>();

  ActivationForms(GraphImport graph) {
    this.graph = graph;
  }

  /** Returns an activation, or one that includes the line before it. */
  MapValue activation(String name, Activation function, MapValue input) {
    Line line = lines.get(input.node());
    boolean unit = function.kind() == Kind.CLIP && function.first() == 0 && function.second() == 1;
    if (unit && line != null) {
      Activation whole = Activation.hardSigmoid(line.factor, line.summand);
      return new MapValue(graph.add(name, rounded(whole), line.input), input.layout());
    }
    return graph.elementwise(name, function, input);
  }

  private static Activation rounded(Activation sigmoid) {
    return isSixth(sigmoid.first()) && sigmoid.second() == 0.5 ? HARD_SIGMOID : sigmoid;
  }

  private static boolean isSixth(double factor) {
    return Math.abs(factor - SIXTH) < TOLERANCE;
  }

  /** Returns {@code input · factor + summand}, or the activation whose last part that is. */
  MapValue line(String name, MapValue input, double factor, double summand, String constant) {
    if (factor == 1 && summand == 0) {
      return input;
    }
    if (isSixth(factor) && summand == 0) {
      Optional<MapValue> whole = divided(name, input);
      if (whole.isPresent()) {
        return whole.get();
      }
    }
    Line before = lines.get(input.node());
    if (before != null) {
      MapValue first = new MapValue(before.input, input.layout());
      double both = before.factor * factor;
      return line(name, first, both, before.summand * factor + summand, constant);
    }
    int channels = graph.shape(input).channels();
    Optional<String> scale = parameter(constant, channels, factor, 1);
    Optional<String> shift = parameter(constant, channels, summand, 0);
    MapValue result = graph.elementwise(name, new ScaleAndShift(scale, shift), input);
    lines.put(result.node(), new Line(input.node(), factor, summand));
    return result;
  }

  private Optional<String> parameter(String name, int channels, double value, double neutral) {
    return value == neutral
        ? Optional.empty()
        : Optional.of(graph.parameter(ConstantTensor.vector(name, channels, c -> value)));
  }

  /** Returns a sixth of {@code clip(x + 3, 0, 6)} or of its product with {@code x}. */
  private Optional<MapValue> divided(String name, MapValue input) {
    Node node = graph.node(input);
    int clipped = clippedSum(input.node());
    if (clipped >= 0) {
      return Optional.of(new MapValue(graph.add(name, HARD_SIGMOID, clipped), input.layout()));
    }
    if (node.operator().equals(new Arithmetic(Operation.MULTIPLY))) {
      List<Integer> factors = node.inputs();
      for (int i = 0; i < 2; i++) {
        if (clippedSum(factors.get(i)) == factors.get(1 - i)) {
          int swish = graph.add(name, HARD_SWISH, factors.get(1 - i));
          return Optional.of(new MapValue(swish, input.layout()));
        }
      }
    }
    return Optional.empty();
  }

  /** Returns {@code x} if a node computes {@code clip(x + 3, 0, 6)}, otherwise -1. */
  private int clippedSum(int index) {
    Node node = graph.builder().node(index);
    boolean clip =
        node.operator().equals(Activation.RELU6) || node.operator().equals(Activation.clip(0, 6));
    Line line = clip ? lines.get(node.inputs().get(0)) : null;
    return line != null && line.factor == 1 && line.summand == 3 ? line.input : -1;
  }

  /** Returns SiLU or hard swish if one factor is the sigmoid or hard sigmoid of the other. */
  Optional<MapValue> product(String name, MapValue a, MapValue b) {
    return swish(name, a, b).or(() -> swish(name, b, a));
  }

  private Optional<MapValue> swish(String name, MapValue x, MapValue gate) {
    Node node = graph.node(gate);
    if (node.inputs().isEmpty()
        || node.inputs().get(0) != x.node()
        || !x.layout().equals(gate.layout())) {
      return Optional.empty();
    }
    Operator function = node.operator();
    if (function.equals(Activation.of(Kind.SIGMOID))) {
      return Optional.of(graph.elementwise(name, Activation.of(Kind.SILU), x));
    }
    return function instanceof Activation sigmoid
            && sigmoid.kind() == Kind.HARD_SIGMOID
            && isSixth(sigmoid.first())
            && sigmoid.second() == 0.5
        ? Optional.of(graph.elementwise(name, HARD_SWISH, x))
        : Optional.empty();
  }
}
