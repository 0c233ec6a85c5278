package io.flinkmobilenet.graph;

import java.util.List;

/**
 * One operator of a network as data: its attributes and the names of its parameters.
 *
 * <p>Attributes are not checked when an operator is created, because it does not know the name of
 * its node; {@link #output} checks them together with the shapes of the inputs.
 */
public sealed interface Operator
    permits ImageInput,
        Convolution,
        ConvolutionChain,
        Dense,
        BatchNormalisation,
        ScaleAndShift,
        Activation,
        ParametricRelu,
        Pool,
        GlobalPool,
        AdaptivePool,
        Arithmetic,
        Concatenation,
        ChannelSlice,
        ChannelShuffle,
        LocalResponseNormalisation,
        ConstantPadding,
        Resampling,
        Flatten,
        Softmax {
  /** Returns what the operator is called in messages and reports: {@code depthwise 3×3}. */
  String title();

  /**
   * Returns the shape of the output.
   *
   * @param inputs shapes of the inputs, in their order
   * @throws InvalidGraphException if an attribute, the number of inputs or a shape is not accepted
   */
  FeatureShape output(List<FeatureShape> inputs);

  /**
   * Returns the tensors that the operator needs, by name.
   *
   * @param inputs shapes of the inputs, which {@link #output} accepts
   */
  default List<Parameter> parameters(List<FeatureShape> inputs) {
    return List.of();
  }

  /**
   * Returns the number of multiplications with a weight per image; padding is counted as well.
   *
   * @param inputs shapes of the inputs, which {@link #output} accepts
   */
  default long multiplyAdds(List<FeatureShape> inputs) {
    return 0;
  }

  /**
   * Returns the number of steps of the operator's innermost loop per image, for limits.
   *
   * @param inputs shapes of the inputs, which {@link #output} accepts
   */
  default long steps(List<FeatureShape> inputs) {
    return Math.max(multiplyAdds(inputs), output(inputs).elements());
  }
}
