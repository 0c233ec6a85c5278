package io.flinkmobilenet.network;

import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Generates seeded weights of a magnitude that keeps activations in the range of a trained network.
 */
public final class MadeUpWeights {
  private static final long SEED = 20180113;

  private MadeUpWeights() {}

  /** Returns a tensor for each of the network's parameters, by name. */
  public static Function<String, Tensor> of(Network network) {
    return of(network.parameters(), SEED);
  }

  /** Returns a tensor for each of the parameters, by name. */
  public static Function<String, Tensor> of(List<Parameter> parameters, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Map<String, Tensor> tensors = new HashMap<>();
    for (Parameter parameter : parameters) {
      tensors.put(parameter.name(), tensor(parameter, random));
    }
    return tensors::get;
  }

  /** Returns the values of a normalised image, from -1 to 1. */
  public static float[] image(int values, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    float[] image = new float[values];
    for (int i = 0; i < values; i++) {
      image[i] = (float) (2 * random.nextDouble() - 1);
    }
    return image;
  }

  private static Tensor tensor(Parameter parameter, RandomGenerator random) {
    boolean vector = parameter.shape().rank() == 1;
    String name = parameter.name();
    double centre = name.endsWith("normalization.weight") || name.endsWith("running_var") ? 1 : 0;
    int fanIn = parameter.shape().elements() / parameter.shape().extent(0);
    double spread = vector ? 0.5 : Math.sqrt(6.0 / fanIn);
    float[] values = new float[parameter.shape().elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (centre + spread * random.nextDouble(-1, 1));
    }
    return new Tensor(parameter.shape(), values);
  }
}
