package io.flinkmobilenet.peers;

import static io.flinkmobilenet.peers.FlatTable.number;
import static io.flinkmobilenet.peers.FlatTable.real;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.AdaptivePool;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.Concatenation;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.LocalResponseNormalisation;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.graph.ParametricRelu;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.ScaleAndShift;
import io.flinkmobilenet.graph.Softmax;
import io.flinkmobilenet.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/** Writes the operators that are neither convolutions nor dense layers. */
final class TfLiteOperators {
  private static final int CHANNELS = 3;
  private static final FlatTable.Field[] NO_OPTIONS = {};

  private final TfLiteModel model;
  private final Function<String, Tensor> parameters;
  private final TfLiteActivations activations;
  private final TfLitePools pools;
  private final TfLiteMoves moves;

  TfLiteOperators(TfLiteModel model, Function<String, Tensor> parameters) {
    this.model = model;
    this.parameters = parameters;
    activations = new TfLiteActivations(model);
    moves = new TfLiteMoves(model);
    pools = new TfLitePools(model, moves);
  }

  /**
   * Adds an operator.
   *
   * @param after activation of its results, which only {@link FusedActivations} sets
   * @param positive whether no value of its inputs is below 0
   */
  int node(
      Operator operator,
      int[] inputs,
      List<FeatureShape> shapes,
      FeatureShape out,
      Activation after,
      boolean positive) {
    int input = inputs[0];
    FeatureShape in = shapes.get(0);
    if (operator instanceof Activation activation) {
      return activations.add(activation, input, out);
    } else if (operator instanceof ScaleAndShift scaling) {
      float[] scale = scaling.scale().map(this::values).orElse(null);
      float[] shift = scaling.shift().map(this::values).orElse(null);
      return scaled(input, scale, shift, out, after);
    } else if (operator instanceof ParametricRelu relu) {
      int slope = model.tensor(values(relu.slope()), 1, 1, in.channels());
      return model.node(TfLiteOperator.PRELU, NO_OPTIONS, model.map(out), input, slope);
    } else if (operator instanceof Pool pool) {
      return pools.pool(pool, input, in, out, positive);
    } else if (operator instanceof GlobalPool pool) {
      return pools.global(pool.reduction(), input, in, out);
    } else if (operator instanceof AdaptivePool pool) {
      return pools.adaptive(pool, input, in, out);
    } else if (operator instanceof Arithmetic arithmetic) {
      return arithmetic(arithmetic, inputs, out, after);
    } else if (operator instanceof Concatenation) {
      FlatTable.Field[] options = {number(CHANNELS)};
      return model.node(TfLiteOperator.CONCATENATION, options, model.map(out), inputs);
    } else if (operator instanceof LocalResponseNormalisation lrn) {
      return normalised(lrn, input, out);
    } else if (operator instanceof Softmax) {
      FlatTable.Field[] options = {real(1)};
      return model.node(TfLiteOperator.SOFTMAX, options, model.map(out), input);
    }
    return moves.node(operator, input, in, out);
  }

  int padded(int input, FeatureShape in, TfLitePadding padding) {
    return moves.padded(input, in, padding, 0);
  }

  /** Multiplies and adds a number per channel; null for neither. */
  int scaled(int input, float[] scale, float[] shift, FeatureShape shape, Activation after) {
    int value = input;
    if (scale != null) {
      Activation last = shift == null ? after : Activation.LINEAR;
      int factors = model.tensor(scale, scale.length);
      value = combined(TfLiteOperator.MUL, shape, last, value, factors);
    }
    if (shift != null) {
      int summands = model.tensor(shift, shift.length);
      value = combined(TfLiteOperator.ADD, shape, after, value, summands);
    }
    return value;
  }

  /** Adds an operator on two maps, which applies an activation. */
  int combined(
      TfLiteOperator operator, FeatureShape shape, Activation activation, int first, int second) {
    FlatTable.Field[] options = {TfLiteActivations.fused(activation)};
    int sums = model.node(operator, options, model.map(shape), first, second);
    return activations.rest(activation, sums, shape);
  }

  private int arithmetic(Arithmetic arithmetic, int[] inputs, FeatureShape out, Activation after) {
    return switch (arithmetic.operation()) {
      case ADD -> combined(TfLiteOperator.ADD, out, after, inputs[0], inputs[1]);
      case SUBTRACT -> combined(TfLiteOperator.SUB, out, after, inputs[0], inputs[1]);
      case MULTIPLY -> combined(TfLiteOperator.MUL, out, after, inputs[0], inputs[1]);
      case MAXIMUM ->
          model.node(TfLiteOperator.MAXIMUM, NO_OPTIONS, model.map(out), inputs[0], inputs[1]);
      case MINIMUM ->
          model.node(TfLiteOperator.MINIMUM, NO_OPTIONS, model.map(out), inputs[0], inputs[1]);
    };
  }

  /** The format's sum is not divided by the number of its channels, which is odd. */
  private int normalised(LocalResponseNormalisation lrn, int input, FeatureShape out) {
    if (lrn.size() % 2 == 0) {
      throw new UnsupportedOperationException("operator " + lrn.title() + " of even size");
    }
    FlatTable.Field[] options = {
      number(lrn.size() / 2), real(lrn.bias()), real(lrn.alpha() / lrn.size()), real(lrn.beta())
    };
    return model.node(TfLiteOperator.LOCAL_RESPONSE_NORMALIZATION, options, model.map(out), input);
  }

  private float[] values(String name) {
    return parameters.apply(name).values();
  }
}
