package io.flinkmobilenet.network;

import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.tensor.Tensor;
import java.util.function.Function;

/**
 * Folds what is linear around a layer's weights into them, in double precision: batch normalisation
 * after every convolution, the input's normalisation before the first.
 */
final class FilterFolding {
  private final Function<String, Tensor> parameters;

  FilterFolding(Function<String, Tensor> parameters) {
    this.parameters = parameters;
  }

  /** Filters of a layer: w · γ/√(σ²+ε), and β − μ · γ/√(σ²+ε) as bias. */
  Filters fold(Layer.Normalised layer) {
    return round(layer, foldNormalisation(layer));
  }

  /**
   * Filters for raw pixel values: with x = pixel · a − b, each w becomes w · a and the bias gives
   * up the sum of w · b.
   */
  Filters fold(Layer.Convolution layer, InputNormalisation input) {
    Folded folded = foldNormalisation(layer);
    int channels = layer.input().channels();
    int tapsPerChannel = folded.taps / channels;
    for (int n = 0, i = 0; n < folded.bias.length; n++) {
      for (int tap = 0; tap < folded.taps; tap++, i++) {
        int channel = tap / tapsPerChannel;
        double std = input.std()[channel];
        folded.bias[n] -= folded.weights[i] * input.mean()[channel] / std;
        folded.weights[i] *= input.rescaleFactor() / std;
      }
    }
    return round(layer, folded);
  }

  /** What a padded pixel is before normalisation, to be zero after it: one value a channel. */
  static float[] rawPadding(InputNormalisation input) {
    float[] padding = new float[input.mean().length];
    for (int c = 0; c < padding.length; c++) {
      padding[c] = finite("padded pixels", (double) input.mean()[c] / input.rescaleFactor());
    }
    return padding;
  }

  Filters fold(Layer.Dense layer) {
    float[] weights = values(layer.weights());
    return new Filters(layer.filters(), layer.input().channels(), weights, values(layer.bias()));
  }

  private Folded foldNormalisation(Layer.Normalised layer) {
    float[] weights = values(layer.weights());
    BatchNormalisation norm = layer.normalisation();
    float[] scale = values(norm.scale());
    float[] shift = values(norm.shift());
    float[] mean = values(norm.mean());
    float[] variance = values(norm.variance());
    int taps = weights.length / norm.channels();
    Folded folded = new Folded(new double[weights.length], new double[norm.channels()], taps);
    for (int n = 0; n < norm.channels(); n++) {
      double factor = scale[n] / Math.sqrt(variance[n] + norm.epsilon());
      for (int i = n * taps; i < (n + 1) * taps; i++) {
        folded.weights[i] = weights[i] * factor;
      }
      folded.bias[n] = shift[n] - mean[n] * factor;
    }
    return folded;
  }

  private float[] values(Parameter parameter) {
    Tensor tensor = parameters.apply(parameter.name());
    if (tensor == null || !tensor.shape().equals(parameter.shape())) {
      throw new IllegalArgumentException(
          "tensor %s: expected shape %s, found %s"
              .formatted(
                  parameter.name(), parameter.shape(), tensor == null ? "none" : tensor.shape()));
    }
    return tensor.values();
  }

  private static Filters round(Layer.Normalised layer, Folded folded) {
    String name = layer.weights().name();
    return new Filters(
        folded.bias.length, folded.taps, round(name, folded.weights), round(name, folded.bias));
  }

  private static float[] round(String layer, double[] values) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = finite(layer, values[i]);
    }
    return rounded;
  }

  private static float finite(String what, double value) {
    float rounded = (float) value;
    if (!Float.isFinite(rounded)) {
      throw new IllegalArgumentException(
          "%s: expected floats once normalisation is folded in, found %s".formatted(what, value));
    }
    return rounded;
  }

  private record Folded(double[] weights, double[] bias, int taps) {}
}
