package io.flinkmobilenet.peers;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.AdaptivePool;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.ChannelShuffle;
import io.flinkmobilenet.graph.ChannelSlice;
import io.flinkmobilenet.graph.Concatenation;
import io.flinkmobilenet.graph.ConstantPadding;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.Epilogue;
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
import java.util.Optional;
import java.util.Random;

/** Operators with random attributes, of which many do not fit the map that they are for. */
final class RandomOperators {
  static final int KINDS = 23;
  static final int DENSE = 5;
  static final int ARITHMETIC = 12;
  static final int CONCATENATION = 13;

  private final Random random;

  RandomOperators(Random random) {
    this.random = random;
  }

  static boolean twoInputs(Operator operator) {
    if (operator instanceof Convolution convolution) {
      return convolution.epilogue().adds();
    }
    return operator instanceof Dense dense
        ? dense.epilogue().adds()
        : operator instanceof Arithmetic;
  }

  Operator of(int kind, String name, FeatureShape shape) {
    int channels = shape.channels();
    return switch (kind) {
      case 0 -> convolution(name, window(shape), 1);
      case 1 -> convolution(name, window(shape), channels);
      case 2 -> convolution(name, Window.of(1), 1);
      case 3 -> convolution(name, window(shape), 1 + random.nextInt(4));
      case 4 ->
          convolution(name, random.nextBoolean() ? Window.of(1, 7) : Window.of(7, 1), 1)
              .groups(random.nextBoolean() ? 1 : channels);
      case DENSE -> new Dense(name + ".weight", bias(name), 1 + random.nextInt(20), epilogue());
      case 6 -> new BatchNormalisation(name + ".normalization", channels, 1e-3);
      case 7 -> new ScaleAndShift(optional(name + ".scale"), optional(name + ".shift"));
      case 8 -> activation();
      case 9 -> new ParametricRelu(name + ".slope");
      case 10 -> new Pool(Reduction.MAX, poolWindow(shape), random.nextBoolean(), false);
      case 11 ->
          new Pool(
              Reduction.AVERAGE, poolWindow(shape), random.nextBoolean(), random.nextBoolean());
      case ARITHMETIC -> arithmetic();
      case CONCATENATION -> new Concatenation();
      case 14 -> slice(channels);
      case 15 -> new ChannelShuffle(1 + random.nextInt(4));
      case 16 -> new LocalResponseNormalisation(1 + 2 * random.nextInt(3), 0.1, 0.75, 1);
      case 17 -> padding();
      case 18 -> resampling(shape);
      case 19 -> random.nextBoolean() ? new GlobalPool(reduction()) : adaptive(shape);
      case 20 ->
          new Flatten(
              random.nextBoolean() ? Flatten.Order.CHANNELS_FIRST : Flatten.Order.CHANNELS_LAST);
      case 21 -> new Softmax();
      default -> residual(name, shape);
    };
  }

  private Convolution convolution(String name, Window window, int groups) {
    int filters = groups * (1 + random.nextInt(groups > 1 ? 2 : 40));
    Convolution convolution =
        new Convolution(
            name + ".weight", bias(name), Optional.empty(), filters, window, groups, epilogue());
    return random.nextBoolean()
        ? convolution
        : convolution.normalised(new BatchNormalisation(name + ".normalization", filters, 1e-5));
  }

  /** A convolution to which a map of the shape of its input can be added. */
  private Convolution residual(String name, FeatureShape shape) {
    Epilogue.Addition addition =
        random.nextBoolean()
            ? Epilogue.Addition.BEFORE_ACTIVATION
            : Epilogue.Addition.AFTER_ACTIVATION;
    Window window = Window.of(1 + random.nextInt(3)).samePadding(shape);
    return Convolution.of(name + ".weight", shape.channels(), window)
        .epilogue(new Epilogue(activation(), addition));
  }

  private Window window(FeatureShape shape) {
    Window window =
        Window.of(1 + random.nextInt(5), 1 + random.nextInt(5))
            .stride(1 + random.nextInt(3), 1 + random.nextInt(3));
    if (random.nextInt(4) == 0) {
      window = window.dilation(1 + random.nextInt(3), 1 + random.nextInt(3));
    }
    return switch (random.nextInt(3)) {
      case 0 -> window;
      case 1 -> window.samePadding(shape);
      default ->
          window.padding(
              random.nextInt(window.height()),
              random.nextInt(window.width()),
              random.nextInt(window.height()),
              random.nextInt(window.width()));
    };
  }

  /** ONNX Runtime refuses pools whose padding is as large as the window. */
  private Window poolWindow(FeatureShape shape) {
    Window window = window(shape);
    int rows = Math.max(window.top(), window.bottom());
    int columns = Math.max(window.left(), window.right());
    return rows < window.height() && columns < window.width() ? window : window.padding(0);
  }

  private Epilogue epilogue() {
    Epilogue.Addition[] additions = Epilogue.Addition.values();
    Activation activation = random.nextBoolean() ? Activation.LINEAR : activation();
    return random.nextInt(3) > 0
        ? Epilogue.of(activation)
        : new Epilogue(activation, additions[random.nextInt(additions.length)]);
  }

  private Activation activation() {
    Activation.Kind[] kinds = Activation.Kind.values();
    Activation.Kind kind = kinds[random.nextInt(kinds.length)];
    return switch (kind) {
      case CLIP -> Activation.clip(-0.3, 0.7);
      case LEAKY_RELU -> Activation.leakyRelu(0.1);
      case HARD_SIGMOID -> Activation.hardSigmoid(1 / 6.0, 0.5);
      case ELU -> Activation.elu(0.7);
      case SCALE -> Activation.scale(0.2);
      default -> Activation.of(kind);
    };
  }

  private Operator arithmetic() {
    Arithmetic.Operation[] operations = Arithmetic.Operation.values();
    return new Arithmetic(operations[random.nextInt(operations.length)]);
  }

  private Operator slice(int channels) {
    int from = random.nextInt(channels);
    return new ChannelSlice(from, from + 1 + random.nextInt(channels - from));
  }

  private Operator padding() {
    return new ConstantPadding(
        random.nextInt(3), random.nextInt(3), random.nextInt(3), random.nextInt(3), 0.5);
  }

  private Operator resampling(FeatureShape shape) {
    Resampling.Interpolation[] interpolations = Resampling.Interpolation.values();
    Resampling.Coordinates[] coordinates = Resampling.Coordinates.values();
    return new Resampling(
        1 + random.nextInt(2 * shape.height() + 2),
        1 + random.nextInt(2 * shape.width() + 2),
        interpolations[random.nextInt(interpolations.length)],
        coordinates[random.nextInt(coordinates.length)]);
  }

  private Operator adaptive(FeatureShape shape) {
    return new AdaptivePool(
        reduction(), 1 + random.nextInt(shape.height() + 1), 1 + random.nextInt(shape.width() + 1));
  }

  private Reduction reduction() {
    return random.nextBoolean() ? Reduction.MAX : Reduction.AVERAGE;
  }

  private Optional<String> bias(String name) {
    return optional(name + ".bias");
  }

  private Optional<String> optional(String name) {
    return random.nextBoolean() ? Optional.of(name) : Optional.empty();
  }
}
