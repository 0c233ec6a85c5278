package io.flinkmobilenet.network;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.tensor.Tensor;
import java.util.function.Function;

/**
 * A network computed step by step in double precision: pixels are normalised first, maps are padded
 * with zeros in memory, batch normalisation is a step of its own, and nothing is folded, packed or
 * fused. Maps are {@code [C][H][W]}.
 */
final class NaiveNetwork {
  private final Network network;
  private final Padding padding;
  private final Function<String, Tensor> parameters;
  private final InputNormalisation normalisation;

  NaiveNetwork(
      Network network,
      Padding padding,
      Function<String, Tensor> parameters,
      InputNormalisation normalisation) {
    this.network = network;
    this.padding = padding;
    this.parameters = parameters;
    this.normalisation = normalisation;
  }

  double[] run(byte[] rgb) {
    double[][][] map = normalise(rgb);
    for (Block block : network.blocks()) {
      double[][][] blockInput = map;
      for (Layer layer : block.layers()) {
        map = run(layer, map);
      }
      if (block.residual()) {
        map = sum(map, blockInput);
      }
    }
    double[] out = new double[map.length];
    for (int c = 0; c < out.length; c++) {
      out[c] = map[c][0][0];
    }
    return out;
  }

  private double[][][] normalise(byte[] rgb) {
    int height = network.input().height();
    int width = network.input().width();
    double[][][] map = new double[3][height][width];
    for (int i = 0; i < rgb.length; i++) {
      int c = i % 3;
      double pixel = (double) (rgb[i] & 0xFF) * normalisation.rescaleFactor();
      map[c][i / 3 / width][i / 3 % width] =
          (pixel - normalisation.mean()[c]) / normalisation.std()[c];
    }
    return map;
  }

  private double[][][] run(Layer layer, double[][][] map) {
    if (layer instanceof Layer.GlobalAveragePool) {
      return average(map);
    }
    if (layer instanceof Layer.Dense dense) {
      double[][][] sums = convolve(map, values(dense.weights()), dense.filters(), 1, 1, 1);
      float[] bias = values(dense.bias());
      for (int n = 0; n < sums.length; n++) {
        sums[n][0][0] += bias[n];
      }
      return sums;
    }
    Layer.Normalised normalised = (Layer.Normalised) layer;
    float[] weights = values(normalised.weights());
    int filters = layer.output().channels();
    double[][][] sums;
    if (layer instanceof Layer.Convolution) {
      sums = convolve(pad(map, layer.stride()), weights, filters, 3, layer.stride(), 1);
    } else if (layer instanceof Layer.Depthwise) {
      sums = convolve(pad(map, layer.stride()), weights, filters, 3, layer.stride(), filters);
    } else {
      sums = convolve(map, weights, filters, 1, 1, 1);
    }
    return normaliseBatch(sums, normalised);
  }

  private double[][][] pad(double[][][] map, int stride) {
    int height = map[0].length;
    int width = map[0][0].length;
    int rows = total(height, stride);
    int columns = total(width, stride);
    // If the padding is odd, TensorFlow adds the larger part after; PyTorch pads by one on each
    // side.
    int top = padding == Padding.TENSORFLOW ? rows / 2 : 1;
    int left = padding == Padding.TENSORFLOW ? columns / 2 : 1;
    double[][][] padded = new double[map.length][height + rows][width + columns];
    for (int c = 0; c < map.length; c++) {
      for (int y = 0; y < height; y++) {
        System.arraycopy(map[c][y], 0, padded[c][y + top], left, width);
      }
    }
    return padded;
  }

  private int total(int extent, int stride) {
    if (padding == Padding.SYMMETRIC) {
      return 2;
    }
    return Math.max(3 - (extent % stride == 0 ? stride : extent % stride), 0);
  }

  private static double[][][] convolve(
      double[][][] map, float[] weights, int filters, int size, int stride, int groups) {
    int inputs = map.length / groups;
    int height = (map[0].length - size) / stride + 1;
    int width = (map[0][0].length - size) / stride + 1;
    double[][][] sums = new double[filters][height][width];
    for (int n = 0; n < filters; n++) {
      int firstInput = groups == 1 ? 0 : n;
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int tap = n * inputs * size * size;
          for (int c = 0; c < inputs; c++) {
            for (int row = 0; row < size; row++) {
              for (int column = 0; column < size; column++) {
                sums[n][y][x] +=
                    weights[tap++] * map[firstInput + c][y * stride + row][x * stride + column];
              }
            }
          }
        }
      }
    }
    return sums;
  }

  private double[][][] normaliseBatch(double[][][] map, Layer.Normalised layer) {
    BatchNormalisation norm = layer.normalisation();
    float[] scale = values(norm.scale());
    float[] shift = values(norm.shift());
    float[] mean = values(norm.mean());
    float[] variance = values(norm.variance());
    for (int c = 0; c < map.length; c++) {
      for (double[] row : map[c]) {
        for (int x = 0; x < row.length; x++) {
          double unit = (row[x] - mean[c]) / Math.sqrt(variance[c] + norm.epsilon());
          double value = unit * scale[c] + shift[c];
          row[x] =
              layer.activation().kind() == Activation.Kind.RELU6
                  ? Math.min(Math.max(value, 0), 6)
                  : value;
        }
      }
    }
    return map;
  }

  private static double[][][] sum(double[][][] a, double[][][] b) {
    double[][][] sum = new double[a.length][a[0].length][a[0][0].length];
    for (int c = 0; c < a.length; c++) {
      for (int y = 0; y < a[c].length; y++) {
        for (int x = 0; x < a[c][y].length; x++) {
          sum[c][y][x] = a[c][y][x] + b[c][y][x];
        }
      }
    }
    return sum;
  }

  private static double[][][] average(double[][][] map) {
    double[][][] means = new double[map.length][1][1];
    for (int c = 0; c < map.length; c++) {
      for (double[] row : map[c]) {
        for (double value : row) {
          means[c][0][0] += value / (map[c].length * row.length);
        }
      }
    }
    return means;
  }

  private float[] values(Parameter parameter) {
    return parameters.apply(parameter.name()).values();
  }
}
