package io.flinkmobilenet.network;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.tensor.Shape;
import java.util.List;

/** One operator of a network as data: its shapes and the names of its parameters. */
public sealed interface Layer {
  /** Returns the shape of the input. */
  FeatureShape input();

  /** Returns the shape of the output. */
  FeatureShape output();

  /** Returns the tensors that the layer needs, by name. */
  List<Parameter> parameters();

  /** Returns the number of multiplications with a weight per image; padding is counted as well. */
  long multiplyAdds();

  /** Returns the stride of the windows; 1 for layers without windows. */
  default int stride() {
    return 1;
  }

  /** Returns the number of values in all parameters, with the moving averages of normalisation. */
  default long parameterCount() {
    return parameters().stream().mapToLong(parameter -> parameter.shape().elements()).sum();
  }

  /** A layer whose sums pass through batch normalisation and an activation. */
  sealed interface Normalised extends Layer {
    /** Returns the weights; their outermost axis are the output channels. */
    Parameter weights();

    /** Returns the batch normalisation of the output. */
    BatchNormalisation normalisation();

    /** Returns the activation after the normalisation. */
    Activation activation();

    @Override
    default List<Parameter> parameters() {
      BatchNormalisation norm = normalisation();
      return List.of(weights(), norm.scale(), norm.shift(), norm.mean(), norm.variance());
    }

    @Override
    default long multiplyAdds() {
      int taps = weights().shape().elements() / output().channels();
      return (long) output().elements() * taps;
    }
  }

  /**
   * 3×3 convolution of the image; weights {@code [N][C][3][3]}.
   *
   * @param name prefix of the names of its parameters
   */
  record Convolution(
      String name,
      FeatureShape input,
      int filters,
      ConvGeometry window,
      BatchNormalisation normalisation,
      Activation activation)
      implements Normalised {
    @Override
    public FeatureShape output() {
      return new FeatureShape(window.outputHeight(), window.outputWidth(), filters);
    }

    @Override
    public int stride() {
      return window.stride();
    }

    @Override
    public Parameter weights() {
      return convolutionWeights(name, filters, input.channels(), ConvGeometry.SIZE);
    }
  }

  /**
   * 3×3 convolution of each channel by itself; weights {@code [C][1][3][3]}.
   *
   * @param name prefix of the names of its parameters
   */
  record Depthwise(
      String name,
      FeatureShape input,
      ConvGeometry window,
      BatchNormalisation normalisation,
      Activation activation)
      implements Normalised {
    @Override
    public FeatureShape output() {
      return new FeatureShape(window.outputHeight(), window.outputWidth(), input.channels());
    }

    @Override
    public int stride() {
      return window.stride();
    }

    @Override
    public Parameter weights() {
      return convolutionWeights(name, input.channels(), 1, ConvGeometry.SIZE);
    }
  }

  /**
   * 1×1 convolution; weights {@code [N][C][1][1]}.
   *
   * @param name prefix of the names of its parameters
   */
  record Pointwise(
      String name,
      FeatureShape input,
      int filters,
      BatchNormalisation normalisation,
      Activation activation)
      implements Normalised {
    @Override
    public FeatureShape output() {
      return new FeatureShape(input.height(), input.width(), filters);
    }

    @Override
    public Parameter weights() {
      return convolutionWeights(name, filters, input.channels(), 1);
    }
  }

  /** Mean of each channel over all pixels. */
  record GlobalAveragePool(FeatureShape input) implements Layer {
    @Override
    public FeatureShape output() {
      return new FeatureShape(1, 1, input.channels());
    }

    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public long multiplyAdds() {
      return 0;
    }
  }

  /**
   * Fully connected layer with a bias; weights {@code [N][C]}.
   *
   * @param name prefix of the names of its parameters
   */
  record Dense(String name, FeatureShape input, int filters) implements Layer {
    @Override
    public FeatureShape output() {
      return new FeatureShape(1, 1, filters);
    }

    /** Returns the weights; their outermost axis are the outputs. */
    public Parameter weights() {
      return new Parameter(name + ".weight", Shape.of(filters, input.channels()));
    }

    /** Returns the bias. */
    public Parameter bias() {
      return new Parameter(name + ".bias", Shape.of(filters));
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(weights(), bias());
    }

    @Override
    public long multiplyAdds() {
      return weights().shape().elements();
    }
  }

  private static Parameter convolutionWeights(String name, int filters, int channels, int size) {
    return new Parameter(name + ".convolution.weight", Shape.of(filters, channels, size, size));
  }
}
