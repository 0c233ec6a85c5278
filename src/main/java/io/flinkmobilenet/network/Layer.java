package io.flinkmobilenet.network;

import io.flinkmobilenet.kernel.Activation;
import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.tensor.Shape;
import java.util.List;

/** One operator of a network, as data: its shapes and the names of its parameters. */
public sealed interface Layer {
  /** Shape of what it reads. */
  FeatureShape input();

  /** Shape of what it writes. */
  FeatureShape output();

  /** The tensors it needs, by name. */
  List<Parameter> parameters();

  /** Multiplications with a weight, one picture; padding counted as if it were there. */
  long multiplyAdds();

  /** How far apart its windows stand; 1 where it has none. */
  default int stride() {
    return 1;
  }

  /** Values in all its parameters, the moving averages of batch normalisation among them. */
  default long parameterCount() {
    return parameters().stream().mapToLong(parameter -> parameter.shape().elements()).sum();
  }

  /** A layer whose sums go through batch normalisation and an activation. */
  sealed interface Normalised extends Layer {
    /** The weights, outermost axis the output channels. */
    Parameter weights();

    /** The batch normalisation of its output. */
    BatchNormalisation normalisation();

    /** What follows the normalisation. */
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
   * 3×3 convolution of the picture; weights {@code [N][C][3][3]}.
   *
   * @param name prefix of its parameters
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
   * @param name prefix of its parameters
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
   * @param name prefix of its parameters
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
   * @param name prefix of its parameters
   */
  record Dense(String name, FeatureShape input, int filters) implements Layer {
    @Override
    public FeatureShape output() {
      return new FeatureShape(1, 1, filters);
    }

    /** The weights, outermost axis the outputs. */
    public Parameter weights() {
      return new Parameter(name + ".weight", Shape.of(filters, input.channels()));
    }

    /** The bias. */
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
