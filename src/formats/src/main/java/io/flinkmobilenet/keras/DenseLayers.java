package io.flinkmobilenet.keras;

import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.Epilogue;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.WeightsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dense layers, with kernels {@code [inputs][outputs]}; over a map they work pixel by pixel. */
final class DenseLayers {
  private static final int MAX_UNITS = 1 << 20;

  private DenseLayers() {}

  static LayerValue dense(LayerContext call) throws WeightsException {
    LayerConfig config = call.config();
    LayerValue input = call.input();
    if (input.rank() == 2) {
      throw config.unsupported("input", "a vector or a map [H][W][C]", input.extents());
    }
    int from = call.node(input);
    int channels = input.channels();
    int units = config.integer(config.either("units", "output_dim").orElse("units"), 0);
    if (units < 1 || units > MAX_UNITS || (long) units * channels > Integer.MAX_VALUE) {
      throw config.unsupported("units", "1 to " + MAX_UNITS, units);
    }
    boolean biased = config.truth(config.either("use_bias", "bias").orElse("use_bias"), true);
    Map<String, Shape> expected = new LinkedHashMap<>();
    expected.put("kernel", Shape.of(channels, units));
    if (biased) {
      expected.put("bias", Shape.of(units));
    }
    List<StoredWeight> weights = call.weights().take(expected);
    boolean pixels = input.rank() == 3;
    String kernel =
        call.parameter(
            "weight",
            pixels ? Shape.of(units, channels, 1, 1) : Shape.of(units, channels),
            () -> KernelOrder.dense(weights.get(0).values().read(), channels, units));
    Optional<String> bias = Optional.empty();
    if (biased) {
      bias = Optional.of(call.parameter("bias", Shape.of(units), weights.get(1).values()));
    }
    return ActivationLayers.after(call, node(call, pixels, kernel, bias, units, from));
  }

  private static LayerValue node(
      LayerContext call,
      boolean pixels,
      String kernel,
      Optional<String> bias,
      int units,
      int from) {
    if (!pixels) {
      return call.vector(call.add(new Dense(kernel, bias, units, Epilogue.NONE), from));
    }
    Convolution plain = Convolution.of(kernel, units, Window.of(1));
    return call.map(call.add(bias.map(plain::bias).orElse(plain), from));
  }
}
