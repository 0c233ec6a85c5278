package io.flinkmobilenet.network;

import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Weights that can be reproduced in any language: element i of a tensor comes from SplitMix64,
 * seeded with the FNV-1a hash of the tensor's name, scaled so that activations keep their
 * magnitude.
 */
final class SeededParameters {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private SeededParameters() {}

  static Function<String, Tensor> of(Network network) {
    Map<String, Tensor> tensors =
        network.parameters().stream()
            .collect(Collectors.toMap(Parameter::name, SeededParameters::tensor));
    return tensors::get;
  }

  private static Tensor tensor(Parameter parameter) {
    float[] values = new float[parameter.shape().elements()];
    long state = fnv1a(parameter.name());
    double spread = spread(parameter);
    double centre = centre(parameter.name());
    for (int i = 0; i < values.length; i++) {
      state += GOLDEN_GAMMA;
      values[i] = (float) (centre + spread * unit(state));
    }
    return new Tensor(parameter.shape(), values);
  }

  private static double centre(String name) {
    return name.endsWith("normalization.weight") || name.endsWith("running_var") ? 1 : 0;
  }

  private static double spread(Parameter parameter) {
    if (parameter.shape().rank() == 1) {
      return 0.5;
    }
    int fanIn = parameter.shape().elements() / parameter.shape().extent(0);
    return Math.sqrt(6.0 / fanIn);
  }

  /** Uniformly distributed in [-1, 1), with 24 bits. */
  static double unit(long state) {
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (z >>> 40) / (double) (1 << 23) - 1;
  }

  private static long fnv1a(String name) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
    }
    return hash;
  }

  /** An image of noise: byte i comes from the same generator, seeded with the given number. */
  static byte[] image(int bytes, long seed) {
    byte[] rgb = new byte[bytes];
    long state = seed;
    for (int i = 0; i < bytes; i++) {
      state += GOLDEN_GAMMA;
      rgb[i] = (byte) ((unit(state) + 1) * 128);
    }
    return rgb;
  }
}
