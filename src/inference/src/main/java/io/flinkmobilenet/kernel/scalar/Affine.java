package io.flinkmobilenet.kernel.scalar;

import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * Product with a factor and sum with a summand, channel by channel.
 *
 * @param factor {@code [C]}
 * @param summand {@code [C]}
 */
record Affine(double[] factor, double[] summand) {
  /** Returns the identity, or the sum with a bias. */
  static Affine of(int channels, Optional<float[]> bias) {
    double[] factor = new double[channels];
    Arrays.fill(factor, 1);
    double[] summand = new double[channels];
    bias.ifPresent(values -> Arrays.setAll(summand, c -> values[c]));
    return new Affine(factor, summand);
  }

  /** Returns this followed by batch normalisation. */
  Affine then(BatchNormalisation normalisation, Function<String, Tensor> parameters) {
    float[] scale = normalisation.scale().values(parameters);
    float[] shift = normalisation.shift().values(parameters);
    float[] mean = normalisation.mean().values(parameters);
    float[] variance = normalisation.variance().values(parameters);
    double[] factors = new double[factor.length];
    double[] summands = new double[factor.length];
    for (int c = 0; c < factor.length; c++) {
      double by = scale[c] / Math.sqrt(variance[c] + normalisation.epsilon());
      factors[c] = factor[c] * by;
      summands[c] = (summand[c] - mean[c]) * by + shift[c];
    }
    return new Affine(factors, summands);
  }

  double apply(int channel, double value) {
    return value * factor[channel] + summand[channel];
  }
}
