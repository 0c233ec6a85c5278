package io.flinkmobilenet.kernel.scalar;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.AdaptivePool;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.ChannelShuffle;
import io.flinkmobilenet.graph.ChannelSlice;
import io.flinkmobilenet.graph.Concatenation;
import io.flinkmobilenet.graph.ConstantPadding;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.ConvolutionChain;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Flatten;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.LocalResponseNormalisation;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.graph.ParametricRelu;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.Resampling;
import io.flinkmobilenet.graph.ScaleAndShift;
import io.flinkmobilenet.graph.Softmax;
import io.flinkmobilenet.kernel.OperatorKernel;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Creates the scalar kernel of an operator. */
public final class ScalarOperators {
  private final Function<String, Tensor> parameters;

  /** Creates kernels with the given tensors by name. */
  public ScalarOperators(Function<String, Tensor> parameters) {
    this.parameters = parameters;
  }

  /**
   * Returns a kernel.
   *
   * @param operator any operator but the image
   * @param ins shapes of its inputs, which it accepts
   * @throws IllegalArgumentException if a tensor is missing or has another shape
   */
  public OperatorKernel of(Operator operator, List<FeatureShape> ins) {
    FeatureShape in = ins.get(0);
    FeatureShape out = operator.output(ins);
    if (operator instanceof Convolution convolution) {
      return convolution(convolution, ins, out);
    } else if (operator instanceof ConvolutionChain chain) {
      return chain(chain, ins);
    } else if (operator instanceof Dense dense) {
      return dense(dense, ins);
    } else if (operator instanceof Pool pool) {
      return new ScalarPool(pool, in, out);
    } else if (operator instanceof GlobalPool pool) {
      return new ScalarAdaptivePool(pool.reduction(), in, out);
    } else if (operator instanceof AdaptivePool pool) {
      return new ScalarAdaptivePool(pool.reduction(), in, out);
    } else if (operator instanceof Arithmetic arithmetic) {
      return new ScalarArithmetic(arithmetic, in, ins.get(1), out);
    } else if (operator instanceof Concatenation) {
      return new ScalarConcatenation(ins, Set.of());
    } else if (operator instanceof LocalResponseNormalisation normalisation) {
      return new ScalarLocalResponse(normalisation, in);
    } else if (operator instanceof ConstantPadding padding) {
      return new ScalarPadding(padding, in, out);
    } else if (operator instanceof Resampling resampling) {
      return new ScalarResampling(resampling, in, out);
    } else if (operator instanceof Softmax) {
      return new ScalarSoftmax(in);
    }
    return function(operator, in)
        .<OperatorKernel>map(function -> new ScalarFunction(in, function))
        .orElseGet(() -> channels(operator, in));
  }

  private OperatorKernel convolution(
      Convolution operator, List<FeatureShape> ins, FeatureShape out) {
    Affine sums = Affine.of(out.channels(), bias(operator.bias(), out.channels()));
    if (operator.normalisation().isPresent()) {
      sums = sums.then(operator.normalisation().get(), parameters);
    }
    float[] weights = operator.parameters(ins).get(0).values(parameters);
    return new ScalarConvolution(operator, ins.get(0), out, weights, sums);
  }

  private OperatorKernel chain(ConvolutionChain chain, List<FeatureShape> ins) {
    List<FeatureShape> read = chain.read(ins.get(0));
    List<OperatorKernel> kernels = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      boolean last = i == read.size() - 1;
      List<FeatureShape> all = new ArrayList<>(List.of(read.get(i)));
      all.addAll(last ? ins.subList(1, ins.size()) : List.of());
      kernels.add(of(chain.layers().get(i), all));
    }
    return new ScalarChain(kernels, read.stream().mapToInt(FeatureShape::elements).toArray());
  }

  private OperatorKernel dense(Dense operator, List<FeatureShape> ins) {
    Affine sums = Affine.of(operator.outputs(), bias(operator.bias(), operator.outputs()));
    float[] weights = operator.parameters(ins).get(0).values(parameters);
    return new ScalarDense(ins.get(0).channels(), weights, sums, operator.epilogue());
  }

  /** Returns the function of an operator that treats every value by itself. */
  private Optional<ChannelFunction> function(Operator operator, FeatureShape in) {
    int channels = in.channels();
    if (operator instanceof Activation activation) {
      return Optional.of((channel, value) -> activation.apply(value));
    } else if (operator instanceof BatchNormalisation normalisation) {
      Affine affine = Affine.of(channels, Optional.empty()).then(normalisation, parameters);
      return Optional.of(affine::apply);
    } else if (operator instanceof ScaleAndShift scaling) {
      Affine affine = Affine.of(channels, bias(scaling.shift(), channels));
      bias(scaling.scale(), channels)
          .ifPresent(scale -> Arrays.setAll(affine.factor(), channel -> scale[channel]));
      return Optional.of(affine::apply);
    } else if (operator instanceof ParametricRelu relu) {
      float[] slope = values(relu.slope(), channels);
      return Optional.of((channel, value) -> value < 0 ? value * slope[channel] : value);
    }
    return Optional.empty();
  }

  /** Returns the kernel of an operator that only moves values. */
  private static OperatorKernel channels(Operator operator, FeatureShape in) {
    int channels = in.channels();
    if (operator instanceof ChannelSlice slice) {
      return new ScalarChannels(in, IntStream.range(slice.from(), slice.to()).toArray());
    } else if (operator instanceof ChannelShuffle shuffle) {
      int size = channels / shuffle.groups();
      int[] from = new int[channels];
      for (int c = 0; c < channels; c++) {
        from[c] = c % shuffle.groups() * size + c / shuffle.groups();
      }
      return new ScalarChannels(in, from);
    } else if (operator instanceof Flatten flatten) {
      return flatten.order() == Flatten.Order.CHANNELS_FIRST
          ? new ScalarFlatten(in)
          : new ScalarFunction(in, (channel, value) -> value);
    }
    throw new IllegalArgumentException("operator " + operator.title() + " has no kernel");
  }

  private Optional<float[]> bias(Optional<String> name, int channels) {
    return name.map(present -> values(present, channels));
  }

  private float[] values(String name, int channels) {
    return new Parameter(name, Shape.of(channels)).values(parameters);
  }
}
