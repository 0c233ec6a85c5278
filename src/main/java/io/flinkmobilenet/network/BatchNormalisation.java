package io.flinkmobilenet.network;

import io.flinkmobilenet.tensor.Shape;

/**
 * Batch normalisation at inference: y = (x − mean) / √(variance + epsilon) · scale + shift, channel
 * by channel.
 *
 * @param name prefix of the names of its parameters
 * @param channels number of channels
 * @param epsilon number added to the variance
 * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe and Szegedy, Batch Normalization</a>
 */
public record BatchNormalisation(String name, int channels, double epsilon) {
  /** Returns the scale γ. */
  public Parameter scale() {
    return parameter("weight");
  }

  /** Returns the shift β. */
  public Parameter shift() {
    return parameter("bias");
  }

  /** Returns the moving average of the mean. */
  public Parameter mean() {
    return parameter("running_mean");
  }

  /** Returns the moving average of the variance. */
  public Parameter variance() {
    return parameter("running_var");
  }

  private Parameter parameter(String suffix) {
    return new Parameter(name + "." + suffix, Shape.of(channels));
  }
}
