package io.flinkmobilenet.peers;

import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.network.Layer;
import io.flinkmobilenet.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A convolution with its batch normalisation folded in, as in exporters: w · γ/√(σ²+ε) and β − μ ·
 * γ/√(σ²+ε); with a bias b the latter is β + (b − μ) · γ/√(σ²+ε).
 *
 * @param weights {@code [N][taps]}, in the order of the checkpoint
 * @param bias {@code [N]}
 */
record Folded(float[] weights, float[] bias) {
  static Folded of(Layer.Normalised layer, Function<String, Tensor> parameters) {
    BatchNormalisation norm = layer.normalisation();
    float[] weights = parameters.apply(layer.weights().name()).values().clone();
    return new Folded(weights, new float[norm.channels()]).normalised(norm, parameters);
  }

  /** Folds the batch normalisation of a convolution that may have one, and a bias. */
  static Folded of(Convolution convolution, Function<String, Tensor> parameters) {
    float[] weights = parameters.apply(convolution.weights()).values().clone();
    float[] bias =
        convolution
            .bias()
            .map(name -> parameters.apply(name).values().clone())
            .orElseGet(() -> new float[convolution.filters()]);
    Folded plain = new Folded(weights, bias);
    return convolution
        .normalisation()
        .map(norm -> plain.normalised(norm, parameters))
        .orElse(plain);
  }

  /** Returns the factors and the summands that a batch normalisation has by itself. */
  static Folded of(BatchNormalisation norm, Function<String, Tensor> parameters) {
    float[] ones = new float[norm.channels()];
    Arrays.fill(ones, 1);
    return new Folded(ones, new float[ones.length]).normalised(norm, parameters);
  }

  private Folded normalised(BatchNormalisation norm, Function<String, Tensor> parameters) {
    float[] scale = parameters.apply(norm.scale().name()).values();
    float[] shift = parameters.apply(norm.shift().name()).values();
    float[] mean = parameters.apply(norm.mean().name()).values();
    float[] variance = parameters.apply(norm.variance().name()).values();
    int taps = weights.length / bias.length;
    for (int n = 0; n < bias.length; n++) {
      double factor = scale[n] / Math.sqrt(variance[n] + norm.epsilon());
      for (int i = n * taps; i < (n + 1) * taps; i++) {
        weights[i] = (float) (weights[i] * factor);
      }
      bias[n] = (float) (shift[n] + ((double) bias[n] - mean[n]) * factor);
    }
    return this;
  }

  /** Reorders the weights {@code [N][C][rows · columns]} to {@code [N][rows · columns][C]}. */
  float[] channelsLast(int channels) {
    float[] moved = new float[weights.length];
    int window = weights.length / bias.length / channels;
    for (int i = 0; i < moved.length; i++) {
      int n = i / (window * channels);
      int tap = i / channels % window;
      int c = i % channels;
      moved[i] = weights[(n * channels + c) * window + tap];
    }
    return moved;
  }
}
