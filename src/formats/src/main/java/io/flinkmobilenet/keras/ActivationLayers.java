package io.flinkmobilenet.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.ParametricRelu;
import io.flinkmobilenet.graph.Softmax;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.util.List;
import java.util.Optional;

/**
 * Activations, as layers and as the last step of other layers.
 *
 * @see <a href="https://keras.io/api/layers/activations/">Layer activation functions</a>
 */
final class ActivationLayers {
  private static final double LEAST = -Float.MAX_VALUE;

  private ActivationLayers() {}

  static LayerValue activation(LayerContext call) throws WeightsException {
    return after(call, call.input());
  }

  /** Applies the function in the setting {@code activation} to a value. */
  static LayerValue after(LayerContext call, LayerValue value) throws WeightsException {
    JsonNode setting = call.config().json("activation");
    if (setting.isMissingNode() || setting.isNull()) {
      return value;
    }
    JsonNode config = setting.path("config");
    String type = setting.path("class_name").asText();
    String name = setting.isTextual() ? setting.asText() : type;
    if (type.equals("function") && config.isTextual()) {
      name = config.asText();
    }
    // A layer that is used as a function has settings of its own, such as a largest value.
    if (config.isObject() && !config.isEmpty()) {
      throw call.config().unsupported("activation", "a function", "a layer of class " + type);
    }
    return named(call, value, name);
  }

  /** Applies a function by its name. */
  static LayerValue named(LayerContext call, LayerValue value, String name)
      throws WeightsException {
    if (name.equals("softmax")) {
      return softmax(call, value);
    }
    Optional<Activation> function = function(name, call.assembly().kerasThree());
    if (function.isEmpty()) {
      throw call.config().unsupported("activation", "a function that is supported", name);
    }
    return applied(call, value, function.get());
  }

  /** Applies a function to every element. */
  static LayerValue applied(LayerContext call, LayerValue value, Activation function)
      throws WeightsException {
    if (function.linear()) {
      return value;
    }
    int node = call.add(function, call.elements(value));
    return new LayerValue(node, value.extents(), 0);
  }

  private static Optional<Activation> function(String name, boolean kerasThree) {
    return Optional.ofNullable(
        switch (name) {
          case "linear" -> Activation.LINEAR;
          case "relu" -> Activation.RELU;
          case "relu6", "ReLU6" -> Activation.RELU6;
          case "sigmoid" -> Activation.of(Activation.Kind.SIGMOID);
          case "tanh" -> Activation.of(Activation.Kind.TANH);
          case "swish", "silu" -> Activation.of(Activation.Kind.SILU);
          case "hard_swish", "hard_silu" -> Activation.of(Activation.Kind.HARD_SWISH);
          case "elu" -> Activation.elu(1);
          case "gelu" -> Activation.of(Activation.Kind.GELU);
          case "softplus" -> Activation.of(Activation.Kind.SOFTPLUS);
          case "leaky_relu" -> Activation.leakyRelu(0.2);
          // Keras 3 took over the definition of the other frameworks.
          case "hard_sigmoid" ->
              kerasThree ? Activation.hardSigmoid(1 / 6.0, 0.5) : Activation.hardSigmoid(0.2, 0.5);
          default -> null;
        });
  }

  static LayerValue relu(LayerContext call) throws WeightsException {
    LayerConfig config = call.config();
    double slope = config.number("negative_slope", 0);
    config.require("threshold", config.number("threshold", 0) == 0, "0");
    LayerValue input = call.input();
    if (slope != 0) {
      input = applied(call, input, Activation.leakyRelu(slope));
    }
    if (!config.has("max_value")) {
      return slope == 0 ? applied(call, input, Activation.RELU) : input;
    }
    double most = config.number("max_value", 0);
    if (slope == 0) {
      return applied(call, input, most == 6 ? Activation.RELU6 : Activation.clip(0, most));
    }
    return applied(call, input, Activation.clip(LEAST, most));
  }

  static LayerValue leaky(LayerContext call) throws WeightsException {
    LayerConfig config = call.config();
    String key = config.either("negative_slope", "alpha").orElse("alpha");
    return applied(call, call.input(), Activation.leakyRelu(scalar(config, key, 0.3)));
  }

  static LayerValue elu(LayerContext call) throws WeightsException {
    double alpha = scalar(call.config(), "alpha", 1);
    return applied(call, call.input(), Activation.elu(alpha));
  }

  /** Returns a number, which Keras may have saved as an array without extents. */
  private static double scalar(LayerConfig config, String key, double otherwise)
      throws WeightsException {
    if (config.json(key).isNumber()) {
      return config.number(key, otherwise);
    }
    List<Double> numbers = config.numbers(key);
    if (config.has(key) && numbers.size() != 1) {
      throw config.unsupported(key, "a number", "another value");
    }
    return numbers.isEmpty() ? otherwise : numbers.get(0);
  }

  static LayerValue parametric(LayerContext call) throws WeightsException {
    LayerValue input = call.input();
    List<StoredWeight> weights = call.weights().all();
    int channels = input.channels();
    boolean one = weights.size() == 1 && weights.get(0).shape().elements() == channels;
    boolean last =
        one && weights.get(0).shape().extent(weights.get(0).shape().rank() - 1) == channels;
    if (!last) {
      String found = weights.isEmpty() ? "none" : weights.get(0).shape().toString();
      throw call.config().unsupported("slopes", "one per channel, shared by all pixels", found);
    }
    String slopes = call.parameter("weight", Shape.of(channels), weights.get(0).values());
    return call.like(input, call.add(new ParametricRelu(slopes), call.node(input)));
  }

  static LayerValue softmax(LayerContext call) throws WeightsException {
    NormalisationLayers.requireLastAxis(call, call.input(), "axis", -1);
    return softmax(call, call.input());
  }

  private static LayerValue softmax(LayerContext call, LayerValue value)
      throws UnsupportedWeightsException {
    return call.like(value, call.add(new Softmax(), call.node(value)));
  }
}
