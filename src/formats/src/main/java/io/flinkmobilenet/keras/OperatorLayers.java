package io.flinkmobilenet.keras;

import io.flinkmobilenet.weights.WeightsException;
import java.util.Locale;
import java.util.Map;

/** Operators of TensorFlow and Keras that were called on tensors rather than as layers. */
final class OperatorLayers {
  /** Classes of Keras 3, whose names are those of activations. */
  static final String[] FUNCTIONS = {
    "Relu", "Relu6", "Sigmoid", "Silu", "Tanh", "HardSigmoid", "HardSilu"
  };

  private static final Map<String, LayerConverter> OPERATORS =
      Map.of(
          "__operators__.add", MergeLayers::add,
          "math.add", MergeLayers::add,
          "math.subtract", MergeLayers::subtract,
          "math.multiply", MergeLayers::multiply,
          "math.truediv", MergeLayers::divide,
          "math.divide", MergeLayers::divide);

  private static final Map<String, String> ACTIVATIONS =
      Map.of(
          "nn.elu", "elu",
          "nn.relu", "relu",
          "nn.relu6", "relu6",
          "nn.silu", "silu",
          "nn.swish", "silu",
          "nn.softmax", "softmax",
          "math.sigmoid", "sigmoid",
          "math.tanh", "tanh");

  private OperatorLayers() {}

  /** Converts a call of a function of TensorFlow, which Keras 2 keeps by its name. */
  static LayerValue lambda(LayerContext call) throws WeightsException {
    String function = call.config().text("function", "none");
    if (ACTIVATIONS.containsKey(function)) {
      return ActivationLayers.named(call, call.input(), ACTIVATIONS.get(function));
    }
    LayerConverter operator = OPERATORS.get(function);
    if (operator == null) {
      throw call.config().unsupported("function", "one that is supported", function);
    }
    return operator.convert(call);
  }

  /** Converts a call of a function of Keras 3. */
  static LayerValue function(LayerContext call) throws WeightsException {
    String type = call.layer().type();
    String name = type.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    return ActivationLayers.named(call, call.input(), name);
  }
}
