package io.flinkmobilenet.network;

import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.graph.ScaleAndShift;
import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Folds the linear operations around a layer into its weights, in double precision: batch
 * normalisation after every convolution, and normalisation of the input before the first one.
 */
final class FilterFolding {
  private final Function<String, Tensor> parameters;

  FilterFolding(Function<String, Tensor> parameters) {
    this.parameters = parameters;
  }

  /**
   * Folds batch normalisation: weights w · γ/√(σ²+ε), bias β + (b − μ) · γ/√(σ²+ε).
   *
   * @param input shape of the input
   */
  Filters fold(Convolution layer, FeatureShape input) {
    Tensor weights = layer.parameters(List.of(input)).get(0).tensor(parameters);
    Scales scales = scales(layer);
    int count = scales.factor.length;
    int taps = weights.shape().elements() / count;
    return new Filters(
        count,
        taps,
        (filter, to) -> {
          weights.read(filter * taps, to, taps);
          scale(to, scales.factor[filter]);
          requireFinite(layer.weights(), to);
        },
        round(layer.weights(), scales.bias));
  }

  /** A small method, so that HotSpot compiles it early. */
  private static void scale(float[] weights, double factor) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (weights[i] * factor);
    }
  }

  /**
   * Folds normalisation of the input as well, for raw pixel values: with x = pixel · a − b, each w
   * becomes w · a, and the sum of w · b is subtracted from the bias.
   */
  Filters fold(Convolution layer, FeatureShape image, InputNormalisation input) {
    float[] weights = values(layer.parameters(List.of(image)).get(0));
    Scales scales = scales(layer);
    int taps = weights.length / scales.factor.length;
    int tapsPerChannel = taps / image.channels();
    float[] folded = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      int n = i / taps;
      int channel = i % taps / tapsPerChannel;
      double weight = weights[i] * scales.factor[n];
      double std = input.std()[channel];
      scales.bias[n] -= weight * input.mean()[channel] / std;
      folded[i] = (float) (weight * input.rescaleFactor() / std);
    }
    requireFinite(layer.weights(), folded);
    return new Filters(scales.factor.length, taps, folded, round(layer.weights(), scales.bias));
  }

  /** Returns the raw values of a padded pixel that normalisation maps to zero, one per channel. */
  static float[] rawPadding(InputNormalisation input) {
    float[] padding = new float[input.mean().length];
    for (int c = 0; c < padding.length; c++) {
      padding[c] = finite("padded pixels", (double) input.mean()[c] / input.rescaleFactor());
    }
    return padding;
  }

  /** Returns the weights of a dense layer; without a bias, the bias is 0. */
  Filters fold(Dense layer, FeatureShape input) {
    Tensor weights = layer.parameters(List.of(input)).get(0).tensor(parameters);
    int taps = input.channels();
    return new Filters(
        layer.outputs(),
        taps,
        (filter, to) -> weights.read(filter * taps, to, taps),
        layer
            .bias()
            .map(name -> values(name, layer.outputs()))
            .orElseGet(() -> new float[layer.outputs()]));
  }

  /** Returns normalisation by itself as filters of one tap, one per channel. */
  Filters fold(BatchNormalisation norm) {
    Scales scales = scales(norm);
    return perChannel(norm.name(), scales.factor, scales.bias);
  }

  /** Returns products and sums by channel as filters of one tap, one per channel. */
  Filters fold(ScaleAndShift scaling, int channels) {
    double[] factor = new double[channels];
    double[] bias = new double[channels];
    Arrays.fill(factor, 1);
    scaling.scale().map(name -> values(name, channels)).ifPresent(from -> widen(from, factor));
    scaling.shift().map(name -> values(name, channels)).ifPresent(from -> widen(from, bias));
    return perChannel(scaling.title(), factor, bias);
  }

  private static void widen(float[] from, double[] to) {
    Arrays.setAll(to, i -> from[i]);
  }

  private static Filters perChannel(String name, double[] factor, double[] bias) {
    return new Filters(factor.length, 1, round(name, factor), round(name, bias));
  }

  /** Returns a tensor with one dimension. */
  float[] values(String name, int count) {
    return values(new Parameter(name, Shape.of(count)));
  }

  /** Factor and bias of the sums of a convolution, with its normalisation if it has one. */
  private Scales scales(Convolution layer) {
    int filters = layer.filters();
    Scales scales =
        layer
            .normalisation()
            .map(this::scales)
            .orElseGet(() -> new Scales(new double[filters], new double[filters]));
    if (layer.normalisation().isEmpty()) {
      Arrays.fill(scales.factor, 1);
    }
    if (layer.bias().isPresent()) {
      float[] bias = values(layer.bias().get(), filters);
      for (int n = 0; n < filters; n++) {
        scales.bias[n] += bias[n] * scales.factor[n];
      }
    }
    return scales;
  }

  private Scales scales(BatchNormalisation norm) {
    float[] scale = values(norm.scale());
    float[] shift = values(norm.shift());
    float[] mean = values(norm.mean());
    float[] variance = values(norm.variance());
    Scales scales = new Scales(new double[norm.channels()], new double[norm.channels()]);
    for (int n = 0; n < norm.channels(); n++) {
      double factor = scale[n] / Math.sqrt(variance[n] + norm.epsilon());
      scales.factor[n] = factor;
      scales.bias[n] = shift[n] - mean[n] * factor;
    }
    return scales;
  }

  private float[] values(Parameter parameter) {
    return parameter.values(parameters);
  }

  private static float[] round(String name, double[] values) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = finite(name, values[i]);
    }
    return rounded;
  }

  private static void requireFinite(String name, float[] folded) {
    for (float value : folded) {
      if (!Float.isFinite(value)) {
        finite(name, value);
      }
    }
  }

  private static float finite(String what, double value) {
    float rounded = (float) value;
    if (!Float.isFinite(rounded)) {
      throw new IllegalArgumentException(
          "%s: expected floats once normalisation is folded in, found %s".formatted(what, value));
    }
    return rounded;
  }

  /** Factor and bias of a normalisation, per output channel. */
  private record Scales(double[] factor, double[] bias) {}
}
