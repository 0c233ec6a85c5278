package io.flinkmobilenet.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.network.Block;
import io.flinkmobilenet.network.Layer;
import io.flinkmobilenet.network.Network;
import java.util.function.Function;

/**
 * Computes the product's layer table with PyTorch: each layer of the table with the parameters of
 * the same names. Only symmetric padding is supported.
 *
 * <p>N images, C channels, H rows, W columns, K classes. Maps are {@code [N][C][H][W]}.
 */
final class DifferentiableNetwork {
  /** Share of a moving average that is kept at each batch. */
  private static final float KEPT = 0.9f;

  private static final Shape NO_DILATION = new Shape(1, 1);

  private final Network network;
  private final Function<String, NDArray> parameters;

  /** Creates a network whose parameters may change between runs. */
  DifferentiableNetwork(Network network, Function<String, NDArray> parameters) {
    this.network = network;
    this.parameters = parameters;
  }

  /**
   * Computes the logits {@code [N][K]} of normalised images.
   *
   * @param images images of any size: the size in the table is only used by the first layer
   * @param training true if batches are normalised by their own statistics, which also update the
   *     moving averages
   */
  NDArray logits(NDArray images, boolean training) {
    NDArray map = images;
    for (Block block : network.blocks()) {
      NDArray input = map;
      for (Layer layer : block.layers()) {
        map = apply(layer, map, training);
      }
      if (block.residual()) {
        map = map.add(input);
      }
    }
    return map;
  }

  private NDArray apply(Layer layer, NDArray input, boolean training) {
    if (layer instanceof Layer.Convolution convolution) {
      Geometry geometry = Geometry.of(convolution.window(), 1);
      return normalised(convolution, input, geometry, training);
    }
    if (layer instanceof Layer.Depthwise depthwise) {
      Geometry geometry = Geometry.of(depthwise.window(), depthwise.input().channels());
      return normalised(depthwise, input, geometry, training);
    }
    if (layer instanceof Layer.Pointwise pointwise) {
      return normalised(pointwise, input, Geometry.POINTWISE, training);
    }
    if (layer instanceof Layer.GlobalAveragePool) {
      return Pool.globalAvgPool2d(input);
    }
    if (layer instanceof Layer.Dense dense) {
      NDArray weights = parameters.apply(dense.weights().name());
      return input.matMul(weights.transpose()).add(parameters.apply(dense.bias().name()));
    }
    throw new IllegalArgumentException("no such layer: " + layer);
  }

  private NDArray normalised(
      Layer.Normalised layer, NDArray input, Geometry geometry, boolean training) {
    NDArray weights = parameters.apply(layer.weights().name());
    NDArray sums =
        Conv2d.conv2d(
                input,
                weights,
                null,
                geometry.stride(),
                geometry.padding(),
                NO_DILATION,
                geometry.groups())
            .singletonOrThrow();
    BatchNormalisation norm = layer.normalisation();
    NDArray normalised =
        BatchNorm.batchNorm(
                sums,
                parameters.apply(norm.mean().name()),
                parameters.apply(norm.variance().name()),
                parameters.apply(norm.scale().name()),
                parameters.apply(norm.shift().name()),
                1,
                KEPT,
                (float) norm.epsilon(),
                training)
            .singletonOrThrow();
    return switch (layer.activation().kind()) {
      case LINEAR -> normalised;
      case RELU6 -> Activation.relu6(normalised);
      default -> throw new IllegalArgumentException("activation " + layer.activation().title());
    };
  }

  /** Stride, padding and groups of a convolution. */
  private record Geometry(Shape stride, Shape padding, int groups) {
    static final Geometry POINTWISE = new Geometry(new Shape(1, 1), new Shape(0, 0), 1);

    static Geometry of(ConvGeometry window, int groups) {
      if (window.top() != 1 || window.left() != 1) {
        throw new IllegalArgumentException("padding on one side only: " + window);
      }
      return new Geometry(new Shape(window.stride(), window.stride()), new Shape(1, 1), groups);
    }
  }
}
