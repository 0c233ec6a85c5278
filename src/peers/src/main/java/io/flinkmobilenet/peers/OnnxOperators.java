package io.flinkmobilenet.peers;

import static io.flinkmobilenet.peers.OnnxModel.number;
import static io.flinkmobilenet.peers.OnnxModel.numbers;
import static io.flinkmobilenet.peers.OnnxModel.real;
import static io.flinkmobilenet.peers.OnnxModel.text;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.AdaptivePool;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.ChannelShuffle;
import io.flinkmobilenet.graph.ChannelSlice;
import io.flinkmobilenet.graph.Concatenation;
import io.flinkmobilenet.graph.ConstantPadding;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Flatten;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.LocalResponseNormalisation;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.graph.ParametricRelu;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Resampling;
import io.flinkmobilenet.graph.ScaleAndShift;
import io.flinkmobilenet.graph.Softmax;
import io.flinkmobilenet.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the operators that are neither convolutions nor dense layers. */
final class OnnxOperators {
  private final OnnxModel model;

  OnnxOperators(OnnxModel model) {
    this.model = model;
  }

  /** Adds a tensor with a number for each channel, if there is one of that name. */
  interface ChannelTensors {
    Optional<String> add(Optional<String> name, int channels);
  }

  String node(
      Operator operator,
      List<String> inputs,
      List<FeatureShape> shapes,
      FeatureShape out,
      ChannelTensors tensors) {
    String input = inputs.get(0);
    FeatureShape in = shapes.get(0);
    if (operator instanceof Activation activation) {
      return activation(activation, input);
    } else if (operator instanceof ScaleAndShift scaling) {
      String scaled =
          tensors
              .add(scaling.scale(), in.channels())
              .map(scale -> model.node("Mul", List.of(input, scale)))
              .orElse(input);
      return tensors
          .add(scaling.shift(), in.channels())
          .map(shift -> model.node("Add", List.of(scaled, shift)))
          .orElse(scaled);
    } else if (operator instanceof ParametricRelu relu) {
      String slope = tensors.add(Optional.of(relu.slope()), in.channels()).orElseThrow();
      return model.node("PRelu", List.of(input, slope));
    } else if (operator instanceof Pool pool) {
      return pool(pool, input);
    } else if (operator instanceof GlobalPool pool) {
      String kind = pool.reduction() == Reduction.MAX ? "GlobalMaxPool" : "GlobalAveragePool";
      return model.node(kind, List.of(input));
    } else if (operator instanceof AdaptivePool pool) {
      return adaptivePool(pool, input, in);
    } else if (operator instanceof Arithmetic arithmetic) {
      return switch (arithmetic.operation()) {
        case ADD -> model.node("Add", inputs);
        case SUBTRACT -> model.node("Sub", inputs);
        case MULTIPLY -> model.node("Mul", inputs);
        case MAXIMUM -> model.node("Max", inputs);
        case MINIMUM -> model.node("Min", inputs);
      };
    } else if (operator instanceof Concatenation) {
      return model.node("Concat", inputs, number("axis", 1));
    } else if (operator instanceof ChannelSlice slice) {
      return slice(input, 1, slice.from(), slice.to());
    } else if (operator instanceof LocalResponseNormalisation lrn) {
      return model.node(
          "LRN",
          List.of(input),
          number("size", lrn.size()),
          real("alpha", lrn.alpha()),
          real("beta", lrn.beta()),
          real("bias", lrn.bias()));
    } else if (operator instanceof Softmax) {
      return model.node("Softmax", List.of(input), number("axis", 1));
    }
    return moved(operator, input, in, out);
  }

  private String moved(Operator operator, String input, FeatureShape in, FeatureShape out) {
    if (operator instanceof ChannelShuffle shuffle) {
      int size = in.channels() / shuffle.groups();
      String grouped = reshape(input, 1, shuffle.groups(), size, in.height(), in.width());
      String swapped = model.node("Transpose", List.of(grouped), numbers("perm", 0, 2, 1, 3, 4));
      return reshape(swapped, 1, in.channels(), in.height(), in.width());
    } else if (operator instanceof ConstantPadding padding) {
      String pads =
          model.integers(
              0, 0, padding.top(), padding.left(), 0, 0, padding.bottom(), padding.right());
      String value = model.tensor(new float[] {(float) padding.value()});
      return model.node("Pad", List.of(input, pads, value), text("mode", "constant"));
    } else if (operator instanceof Resampling resampling) {
      return resampling(resampling, input, out);
    } else if (operator instanceof Flatten flatten) {
      boolean last = flatten.order() == Flatten.Order.CHANNELS_LAST;
      String ordered =
          last ? model.node("Transpose", List.of(input), numbers("perm", 0, 2, 3, 1)) : input;
      return reshape(ordered, 1, out.channels(), 1, 1);
    }
    throw new IllegalArgumentException("operator " + operator.title());
  }

  String activation(Activation activation, String input) {
    List<String> one = List.of(input);
    return switch (activation.kind()) {
      case LINEAR -> model.node("Identity", one);
      case RELU -> model.node("Relu", one);
      case RELU6 -> clip(input, 0, 6);
      case CLIP -> clip(input, activation.first(), activation.second());
      case LEAKY_RELU -> model.node("LeakyRelu", one, real("alpha", activation.first()));
      case SIGMOID -> model.node("Sigmoid", one);
      case TANH -> model.node("Tanh", one);
      case HARD_SIGMOID ->
          model.node(
              "HardSigmoid",
              one,
              real("alpha", activation.first()),
              real("beta", activation.second()));
      case HARD_SWISH -> model.node("HardSwish", one);
      case SILU -> model.node("Mul", List.of(input, model.node("Sigmoid", one)));
      case ELU -> model.node("Elu", one, real("alpha", activation.first()));
      case GELU -> model.node("Gelu", one);
      case GELU_TANH -> model.node("Gelu", one, text("approximate", "tanh"));
      case SOFTPLUS -> model.node("Softplus", one);
      case ERF -> model.node("Erf", one);
      case SCALE -> {
        String factor = model.tensor(new float[] {(float) activation.first()});
        yield model.node("Mul", List.of(input, factor));
      }
    };
  }

  private String clip(String input, double least, double most) {
    String from = model.tensor(new float[] {(float) least});
    String to = model.tensor(new float[] {(float) most});
    return model.node("Clip", List.of(input, from, to));
  }

  private String pool(Pool pool, String input) {
    Window window = pool.window();
    List<ProtoWriter> attributes =
        new ArrayList<>(
            List.of(
                numbers("kernel_shape", window.height(), window.width()),
                numbers("strides", window.strideY(), window.strideX()),
                numbers("dilations", window.dilationY(), window.dilationX()),
                numbers("pads", window.top(), window.left(), window.bottom(), window.right()),
                number("ceil_mode", pool.ceiling() ? 1 : 0)));
    boolean max = pool.reduction() == Reduction.MAX;
    if (!max) {
      attributes.add(number("count_include_pad", pool.countPadding() ? 1 : 0));
    }
    return model.node(
        max ? "MaxPool" : "AveragePool", List.of(input), attributes.toArray(ProtoWriter[]::new));
  }

  /** ONNX has no such operator: every window is cut out and reduced by itself. */
  private String adaptivePool(AdaptivePool pool, String input, FeatureShape in) {
    String kind = pool.reduction() == Reduction.MAX ? "GlobalMaxPool" : "GlobalAveragePool";
    List<String> rows = new ArrayList<>();
    for (int y = 0; y < pool.height(); y++) {
      String row = slice(input, 2, y, pool.height(), in.height());
      List<String> cells = new ArrayList<>();
      for (int x = 0; x < pool.width(); x++) {
        String cell = slice(row, 3, x, pool.width(), in.width());
        cells.add(model.node(kind, List.of(cell)));
      }
      rows.add(model.node("Concat", cells, number("axis", 3)));
    }
    return model.node("Concat", rows, number("axis", 2));
  }

  private String slice(String input, int axis, int at, int outputs, int inputs) {
    return slice(
        input,
        axis,
        AdaptivePool.first(at, inputs, outputs),
        AdaptivePool.end(at, inputs, outputs));
  }

  private String slice(String input, int axis, int from, int to) {
    return model.node(
        "Slice", List.of(input, model.integers(from), model.integers(to), model.integers(axis)));
  }

  private String resampling(Resampling resampling, String input, FeatureShape out) {
    String sizes = model.integers(1, out.channels(), out.height(), out.width());
    boolean nearest = resampling.interpolation() == Resampling.Interpolation.NEAREST;
    String coordinates =
        switch (resampling.coordinates()) {
          case HALF_PIXEL -> "half_pixel";
          case ASYMMETRIC -> "asymmetric";
          case ALIGN_CORNERS -> "align_corners";
        };
    boolean floor = resampling.coordinates() == Resampling.Coordinates.ASYMMETRIC;
    return model.node(
        "Resize",
        List.of(input, "", "", sizes),
        text("mode", nearest ? "nearest" : "linear"),
        text("coordinate_transformation_mode", coordinates),
        text("nearest_mode", floor ? "floor" : "round_prefer_floor"));
  }

  String reshape(String input, long... shape) {
    return model.node("Reshape", List.of(input, model.integers(shape)));
  }
}
