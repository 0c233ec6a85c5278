package io.flinkmobilenet.network;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.ConvolutionChain;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.Epilogue;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.graph.ParametricRelu;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.ScaleAndShift;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.kernel.ConvLayer;
import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.Kernel;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.kernel.OperatorKernel;
import io.flinkmobilenet.kernel.ScalarKernels;
import io.flinkmobilenet.kernel.scalar.ScalarConcatenation;
import io.flinkmobilenet.kernel.scalar.ScalarOperators;
import io.flinkmobilenet.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Chooses a kernel for each operator: one of the given set if it has one, otherwise the scalar one.
 */
final class Lowering {
  private final Kernels kernels;
  private final Kernels scalar = new ScalarKernels();
  private final ScalarOperators operators;
  private final FilterFolding folding;
  private final Bottlenecks bottlenecks;

  Lowering(Kernels kernels, Function<String, Tensor> parameters) {
    this.kernels = kernels;
    operators = new ScalarOperators(parameters);
    folding = new FilterFolding(parameters);
    bottlenecks = new Bottlenecks(folding);
  }

  /** Returns the kernel of an operator that reads maps of the given shapes. */
  LoweredKernel of(Operator operator, List<FeatureShape> inputs) {
    FeatureShape input = inputs.get(0);
    if (operator instanceof ConvolutionChain chain) {
      Kernel kernel = kernels.bottleneck(bottlenecks.of(chain, 0, input).get(0));
      return new LoweredKernel(kernels.name(), new AddingKernel(kernel));
    }
    Optional<OperatorKernel> kernel;
    if (operator instanceof Convolution convolution) {
      kernel = convolution(convolution, input);
    } else if (operator instanceof Dense dense) {
      kernel = dense(dense, input);
    } else if (operator instanceof GlobalPool pool && pool.reduction() == Reduction.AVERAGE) {
      kernel = adding(kernels.globalAveragePool(input.pixels(), input.channels()));
    } else if (operator instanceof BatchNormalisation norm) {
      kernel = perChannel(folding.fold(norm), input, Activation.LINEAR);
    } else if (operator instanceof ScaleAndShift scaling) {
      kernel = perChannel(folding.fold(scaling, input.channels()), input, Activation.LINEAR);
    } else if (operator instanceof ParametricRelu relu) {
      kernel =
          kernels.parametricRelu(input.pixels(), folding.values(relu.slope(), input.channels()));
    } else {
      kernel = kernels.operator(operator, inputs);
    }
    return kernel
        .map(found -> new LoweredKernel(kernels.name(), found))
        .orElseGet(() -> new LoweredKernel(scalar.name(), operators.of(operator, inputs)));
  }

  /**
   * Returns the kernel of a convolution whose output has a gap after each pixel, if there is one.
   */
  Optional<LoweredKernel> withGaps(Convolution layer, FeatureShape input, int outputStride) {
    return kernels
        .convolutionWithGaps(layer, input, folding.fold(layer, input), outputStride)
        .map(found -> new LoweredKernel(kernels.name(), found));
  }

  /**
   * Returns the kernel of a concatenation.
   *
   * @param inPlace indices of the inputs that are in the output already
   */
  LoweredKernel concatenation(List<FeatureShape> inputs, Set<Integer> inPlace) {
    return new LoweredKernel(scalar.name(), new ScalarConcatenation(inputs, inPlace));
  }

  private Optional<OperatorKernel> convolution(Convolution layer, FeatureShape input) {
    Epilogue epilogue = layer.epilogue();
    Activation activation = epilogue.activation();
    if (layer.pointwise() && (!epilogue.adds() || activation.linear())) {
      return adding(kernels.pointwise(input.pixels(), folding.fold(layer, input), activation));
    }
    if (!epilogue.adds() && layer.depthwise(input) && layer.window().odd()) {
      return adding(
          kernels.depthwise(
              Bottlenecks.geometry(layer, input), folding.fold(layer, input), activation));
    }
    return kernels.convolution(layer, input, folding.fold(layer, input));
  }

  /** Returns a depthwise convolution of single pixels: a product and a sum per channel. */
  private Optional<OperatorKernel> perChannel(
      Filters filters, FeatureShape input, Activation activation) {
    int channels = input.channels();
    Convolution layer =
        Convolution.of("scale", channels, Window.of(1))
            .groups(channels)
            .epilogue(new Epilogue(activation, Epilogue.Addition.NONE));
    return kernels.convolution(layer, input, filters);
  }

  /** Returns the kernel of normalisation and an activation after it, if there is one. */
  Optional<LoweredKernel> normalised(
      BatchNormalisation norm, Activation activation, FeatureShape input) {
    return perChannel(folding.fold(norm), input, activation)
        .map(found -> new LoweredKernel(kernels.name(), found));
  }

  private Optional<OperatorKernel> dense(Dense layer, FeatureShape input) {
    return layer.epilogue().none()
        ? adding(kernels.dense(folding.fold(layer, input)))
        : kernels.convolution(layer.pointwise(), input, folding.fold(layer, input));
  }

  private static Optional<OperatorKernel> adding(Kernel kernel) {
    return Optional.of(new AddingKernel(kernel));
  }

  /**
   * Returns the kernel that computes the first layers from 8-bit pixels, with the normalisation of
   * the image folded in; empty if they do not start with a 3×3 convolution of RGB.
   */
  Optional<LoweredImageKernel> stem(
      Operator operator, FeatureShape image, InputNormalisation normalisation) {
    List<Convolution> layers =
        operator instanceof ConvolutionChain chain
            ? chain.layers()
            : operator instanceof Convolution only ? List.of(only) : List.of();
    if (layers.isEmpty() || !startsWithImage(layers.get(0))) {
      return Optional.empty();
    }
    Convolution first = layers.get(0);
    ConvLayer convolution =
        new ConvLayer(folding.fold(first, image, normalisation), first.epilogue().activation());
    return Optional.of(
        new LoweredImageKernel(
            kernels.name(),
            kernels.stem(
                Bottlenecks.geometry(first, image),
                convolution,
                FilterFolding.rawPadding(normalisation),
                layers.size() == 1
                    ? List.of()
                    : bottlenecks.of((ConvolutionChain) operator, 1, image))));
  }

  private static boolean startsWithImage(Convolution layer) {
    return layer.groups() == 1 && layer.window().small() && !layer.epilogue().adds();
  }
}
