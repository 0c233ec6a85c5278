package io.flinkmobilenet.keras;

import io.flinkmobilenet.graph.ConstantPadding;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Convolutions. Kernels are {@code [rows][columns][channels][filters]}, those of depthwise
 * convolutions {@code [rows][columns][channels][multiplier]}.
 *
 * @see <a href="https://keras.io/api/layers/convolution_layers/">Convolution layers</a>
 */
final class ConvolutionLayers {
  private static final int MAX_EXTENT = 1 << 15;
  private static final int MAX_FILTERS = 1 << 20;

  private ConvolutionLayers() {}

  static LayerValue convolution(LayerContext call) throws WeightsException {
    LayerConfig config = call.config();
    int from = source(call);
    int channels = call.map().channels();
    int filters = filters(call, "filters", "nb_filter", channels);
    int groups = config.integer("groups", 1);
    if (groups < 1 || channels % groups != 0) {
      throw config.unsupported("groups", "a divisor of " + channels + " channels", groups);
    }
    Window window = window(call, kernel(config));
    boolean bias = config.truth(config.either("use_bias", "bias").orElse("use_bias"), true);
    Map<String, Shape> expected = new LinkedHashMap<>();
    int read = channels / groups;
    expected.put("kernel", shape(config, window.height(), window.width(), read, filters));
    if (bias) {
      expected.put("bias", Shape.of(filters));
    }
    List<StoredWeight> weights = call.weights().take(expected);
    String kernel =
        call.parameter(
            "weight",
            Shape.of(filters, read, window.height(), window.width()),
            () ->
                KernelOrder.convolution(
                    weights.get(0).values().read(), window.taps(), read, filters));
    Convolution plain = Convolution.of(kernel, filters, window).groups(groups);
    return activated(call, bias ? plain.bias(bias(call, weights, 1)) : plain, from);
  }

  static LayerValue depthwise(LayerContext call) throws WeightsException {
    LayerConfig config = call.config();
    int from = source(call);
    int channels = call.map().channels();
    int multiplier = filters(call, "depth_multiplier", "depth_multiplier", channels);
    Window window = window(call, kernel(config));
    boolean bias = config.truth("use_bias", true);
    Map<String, Shape> expected = new LinkedHashMap<>();
    expected.put(
        "depthwise_kernel", shape(config, window.height(), window.width(), channels, multiplier));
    if (bias) {
      expected.put("bias", Shape.of(channels * multiplier));
    }
    List<StoredWeight> weights = call.weights().take(expected);
    Convolution plain = depthwise(call, "weight", window, channels, multiplier, weights.get(0));
    return activated(call, bias ? plain.bias(bias(call, weights, 1)) : plain, from);
  }

  static LayerValue separable(LayerContext call) throws WeightsException {
    LayerConfig config = call.config();
    int from = source(call);
    int channels = call.map().channels();
    int multiplier = filters(call, "depth_multiplier", "depth_multiplier", channels);
    int filters = filters(call, "filters", "nb_filter", channels);
    Window window = window(call, kernel(config));
    boolean bias = config.truth(config.either("use_bias", "bias").orElse("use_bias"), true);
    int spread = channels * multiplier;
    Map<String, Shape> expected = new LinkedHashMap<>();
    expected.put(
        "depthwise_kernel", shape(config, window.height(), window.width(), channels, multiplier));
    expected.put("pointwise_kernel", shape(config, 1, 1, spread, filters));
    if (bias) {
      expected.put("bias", Shape.of(filters));
    }
    List<StoredWeight> weights = call.weights().take(expected);
    Convolution first =
        depthwise(call, "depthwise.weight", window, channels, multiplier, weights.get(0));
    int between = call.assembly().builder().add(call.nodeName() + "/depthwise", first, from);
    String kernel =
        call.parameter(
            "pointwise.weight",
            Shape.of(filters, spread, 1, 1),
            () -> KernelOrder.convolution(weights.get(1).values().read(), 1, spread, filters));
    Convolution second = Convolution.of(kernel, filters, Window.of(1));
    return activated(call, bias ? second.bias(bias(call, weights, 2)) : second, between);
  }

  private static Convolution depthwise(
      LayerContext call,
      String suffix,
      Window window,
      int channels,
      int multiplier,
      StoredWeight stored)
      throws WeightsException {
    int filters = channels * multiplier;
    String kernel =
        call.parameter(
            suffix,
            Shape.of(filters, 1, window.height(), window.width()),
            () -> KernelOrder.depthwise(stored.values().read(), window.taps(), filters));
    return Convolution.of(kernel, filters, window).groups(channels);
  }

  private static String bias(LayerContext call, List<StoredWeight> weights, int index)
      throws WeightsException {
    return call.parameter("bias", weights.get(index).shape(), weights.get(index).values());
  }

  private static LayerValue activated(LayerContext call, Convolution convolution, int from)
      throws WeightsException {
    int node = call.add(convolution, from);
    return ActivationLayers.after(call, call.map(node));
  }

  /** Returns the node to read: the one before a padding with zeros, which the window includes. */
  private static int source(LayerContext call) throws UnsupportedWeightsException {
    call.config().requireChannelsLast();
    int node = call.node(call.map());
    return padding(call, node) == null
        ? node
        : call.assembly().builder().node(node).inputs().get(0);
  }

  private static ConstantPadding padding(LayerContext call, int node)
      throws UnsupportedWeightsException {
    Operator operator = call.assembly().builder().node(node).operator();
    boolean zeros = operator instanceof ConstantPadding padding && padding.value() == 0;
    return zeros && !same(call.config()) ? (ConstantPadding) operator : null;
  }

  private static Window window(LayerContext call, int[] kernel) throws WeightsException {
    LayerConfig config = call.config();
    int[] strides = config.pair(config.either("strides", "subsample").orElse("strides"), 1, 1);
    int[] dilation =
        config.pair(config.either("dilation_rate", "atrous_rate").orElse("dilation_rate"), 1, 1);
    Window window =
        Window.of(kernel[0], kernel[1])
            .stride(strides[0], strides[1])
            .dilation(dilation[0], dilation[1]);
    requireWindow(config, strides, dilation);
    int node = call.node(call.map());
    ConstantPadding zeros = padding(call, node);
    if (zeros != null) {
      return window.padding(zeros.top(), zeros.left(), zeros.bottom(), zeros.right());
    }
    return same(config) ? window.samePadding(call.shape(node)) : window;
  }

  private static int[] kernel(LayerConfig config) throws WeightsException {
    int[] kernel =
        config.has("kernel_size")
            ? config.pair("kernel_size")
            : new int[] {config.integer("nb_row", 0), config.integer("nb_col", 0)};
    requireWindow(config, kernel, kernel);
    return kernel;
  }

  private static void requireWindow(LayerConfig config, int[] first, int[] second)
      throws UnsupportedWeightsException {
    for (int extent : new int[] {first[0], first[1], second[0], second[1]}) {
      if (extent < 1 || extent > MAX_EXTENT) {
        throw config.unsupported("kernel, strides or dilation", "1 to " + MAX_EXTENT, extent);
      }
    }
  }

  private static int filters(LayerContext call, String key, String older, int channels)
      throws WeightsException {
    LayerConfig config = call.config();
    int count = config.integer(config.either(key, older).orElse(key), 1);
    if (count < 1 || (long) count * channels > Integer.MAX_VALUE || count > MAX_FILTERS) {
      throw config.unsupported(key, "1 to " + MAX_FILTERS, count);
    }
    return count;
  }

  /** Returns whether outputs are as many as inputs, divided by the stride. */
  static boolean same(LayerConfig config) throws UnsupportedWeightsException {
    String padding = config.json("padding").asText("valid");
    if (!config.has("padding")) {
      padding = config.json("border_mode").asText("valid");
    }
    if (!padding.equals("same") && !padding.equals("valid")) {
      throw config.unsupported("padding", "same or valid", padding);
    }
    return padding.equals("same");
  }

  private static Shape shape(LayerConfig config, int... extents)
      throws UnsupportedWeightsException {
    try {
      return Shape.of(extents);
    } catch (IllegalArgumentException e) {
      throw config.unsupported("kernel", "fewer than 2^31 values", e.getMessage());
    }
  }
}
