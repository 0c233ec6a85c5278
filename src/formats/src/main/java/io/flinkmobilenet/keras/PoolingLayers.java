package io.flinkmobilenet.keras;

import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.weights.WeightsException;

/**
 * Pooling. Padding never counts: neither in a maximum nor in a mean.
 *
 * @see <a href="https://keras.io/api/layers/pooling_layers/">Pooling layers</a>
 */
final class PoolingLayers {
  private static final int MAX_EXTENT = 1 << 15;

  private PoolingLayers() {}

  static LayerValue largest(LayerContext call) throws WeightsException {
    return pool(call, Reduction.MAX);
  }

  static LayerValue average(LayerContext call) throws WeightsException {
    return pool(call, Reduction.AVERAGE);
  }

  static LayerValue globalLargest(LayerContext call) throws WeightsException {
    return global(call, Reduction.MAX);
  }

  static LayerValue globalAverage(LayerContext call) throws WeightsException {
    return global(call, Reduction.AVERAGE);
  }

  private static LayerValue pool(LayerContext call, Reduction reduction) throws WeightsException {
    LayerConfig config = call.config();
    config.requireChannelsLast();
    int from = call.node(call.map());
    int[] size = config.pair("pool_size", 2, 2);
    int[] strides = config.pair("strides", size);
    for (int extent : new int[] {size[0], size[1], strides[0], strides[1]}) {
      if (extent < 1 || extent > MAX_EXTENT) {
        throw config.unsupported("pool_size or strides", "1 to " + MAX_EXTENT, extent);
      }
    }
    Window window = Window.of(size[0], size[1]).stride(strides[0], strides[1]);
    Window padded = ConvolutionLayers.same(config) ? window.samePadding(call.shape(from)) : window;
    return call.map(call.add(new Pool(reduction, padded, false, false), from));
  }

  private static LayerValue global(LayerContext call, Reduction reduction) throws WeightsException {
    call.config().requireChannelsLast();
    int node = call.add(new GlobalPool(reduction), call.node(call.map()));
    return call.config().truth("keepdims", false) ? call.map(node) : call.vector(node);
  }
}
