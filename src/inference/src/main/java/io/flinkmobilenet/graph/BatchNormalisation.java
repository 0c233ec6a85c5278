package io.flinkmobilenet.graph;

import io.flinkmobilenet.tensor.Shape;
import java.util.List;

/**
 * Batch normalisation at inference: y = (x − mean) / √(variance + epsilon) · scale + shift, channel
 * by channel.
 *
 * @param name prefix of the names of its parameters
 * @param channels number of channels
 * @param epsilon number added to the variance
 * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe and Szegedy, Batch Normalization</a>
 */
public record BatchNormalisation(String name, int channels, double epsilon) implements Operator {
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

  /** Returns all four parameters. */
  public List<Parameter> parameters() {
    return List.of(scale(), shift(), mean(), variance());
  }

  private Parameter parameter(String suffix) {
    return new Parameter(name + "." + suffix, Shape.of(channels));
  }

  void check(int expectedChannels) {
    Expect.name("name of the normalisation", name);
    Expect.that(channels == expectedChannels, "normalised channels", expectedChannels, channels);
    Expect.that(epsilon >= 0 && epsilon < 1, "epsilon", "0 to 1", epsilon);
  }

  @Override
  public String title() {
    return "batch normalisation";
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    FeatureShape input = Expect.one(inputs);
    check(input.channels());
    return input;
  }

  @Override
  public List<Parameter> parameters(List<FeatureShape> inputs) {
    return parameters();
  }
}
