package io.flinkmobilenet.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.ScaleAndShift;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Normalisation of batches and of pixels.
 *
 * @see <a href="https://keras.io/api/layers/normalization_layers/">Normalization layers</a>
 */
final class NormalisationLayers {
  /** Least deviation with which Keras divides. */
  private static final double LEAST_DEVIATION = 1e-7;

  private NormalisationLayers() {}

  static LayerValue batch(LayerContext call) throws WeightsException {
    LayerConfig config = call.config();
    LayerValue input = call.input();
    requireLastAxis(call, input, "axis", -1);
    if (config.integer("mode", 0) == 1) {
      throw config.unsupported("mode", "0 or 2", 1);
    }
    int channels = input.channels();
    Shape shape = Shape.of(channels);
    boolean scale = config.truth("scale", true);
    boolean center = config.truth("center", true);
    Map<String, Shape> expected = new LinkedHashMap<>();
    if (scale) {
      expected.put("gamma", shape);
    }
    if (center) {
      expected.put("beta", shape);
    }
    expected.put("moving_mean", shape);
    expected.put("moving_variance", shape);
    List<StoredWeight> weights = call.weights().take(expected);
    int index = 0;
    call.parameter("weight", shape, scale ? weights.get(index++).values() : filled(channels, 1));
    call.parameter("bias", shape, center ? weights.get(index++).values() : filled(channels, 0));
    call.parameter("running_mean", shape, weights.get(index++).values());
    call.parameter("running_var", shape, weights.get(index).values());
    BatchNormalisation norm =
        new BatchNormalisation(call.parameters(), channels, config.number("epsilon", 1e-3));
    return call.like(input, call.add(norm, call.node(input)));
  }

  private static StoredWeight.Values filled(int count, float value) {
    return () -> {
      float[] values = new float[count];
      Arrays.fill(values, value);
      return values;
    };
  }

  /** Converts x · scale + offset. */
  static LayerValue rescaling(LayerContext call) throws WeightsException {
    return scaled(call, numbers(call, "scale", 1), numbers(call, "offset", 0));
  }

  /** Converts (x − mean) / max(√variance, 1e-7). */
  static LayerValue normalization(LayerContext call) throws WeightsException {
    LayerConfig config = call.config();
    if (config.truth("invert", false)) {
      throw config.unsupported("invert", "false", true);
    }
    requireLastAxis(call, call.input(), "axis", -1);
    double[] mean = array(config.numbers("mean"));
    double[] variance = array(config.numbers("variance"));
    if (mean.length == 0 || variance.length == 0) {
      List<StoredWeight> stored = call.weights().all();
      if (stored.size() < 2) {
        throw call.weights().malformed("mean and variance", stored.size() + " weights");
      }
      mean = values(stored.get(0));
      variance = values(stored.get(1));
    }
    double[] scale = new double[Math.max(mean.length, variance.length)];
    double[] shift = new double[scale.length];
    for (int c = 0; c < scale.length; c++) {
      double deviation = Math.sqrt(variance[variance.length == 1 ? 0 : c % variance.length]);
      scale[c] = 1 / Math.max(deviation, LEAST_DEVIATION);
      shift[c] = -mean[mean.length == 1 ? 0 : c % mean.length] * scale[c];
    }
    return scaled(call, scale, shift);
  }

  /**
   * Scales and shifts the channels: the image with the pixels' normalisation, other maps with an
   * operator.
   *
   * @param scale one factor, or one per channel
   * @param shift one summand, or one per channel
   */
  static LayerValue scaled(LayerContext call, double[] scale, double[] shift)
      throws WeightsException {
    LayerConfig config = call.config();
    LayerValue input = call.input();
    int channels = input.rank() == 2 ? 1 : input.channels();
    for (double[] numbers : List.of(scale, shift)) {
      if (numbers.length != 1 && numbers.length != channels) {
        throw config.unsupported("numbers", "1 or " + channels, numbers.length);
      }
    }
    if (input.image() && (input.rank() == 3 || scale.length + shift.length == 2)) {
      int steps = call.assembly().pixels().then(input.normalised(), scale, shift, config);
      return new LayerValue(0, input.extents(), steps);
    }
    int from = call.node(input);
    ScaleAndShift operator =
        new ScaleAndShift(
            Optional.of(call.vector("scale", spread(scale, channels))),
            Optional.of(call.vector("shift", spread(shift, channels))));
    return call.like(input, call.add(operator, from));
  }

  private static float[] spread(double[] numbers, int channels) {
    float[] values = new float[channels];
    for (int c = 0; c < channels; c++) {
      values[c] = (float) numbers[numbers.length == 1 ? 0 : c];
    }
    return values;
  }

  private static double[] numbers(LayerContext call, String key, double otherwise)
      throws UnsupportedWeightsException {
    LayerConfig config = call.config();
    double[] numbers = array(config.numbers(key));
    if (numbers.length == 0 && config.has(key)) {
      throw config.unsupported(key, "a number, or a list of numbers", "another value");
    }
    return numbers.length == 0 ? new double[] {otherwise} : numbers;
  }

  private static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] values(StoredWeight weight) throws WeightsException {
    float[] values = weight.values().read();
    double[] numbers = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      numbers[i] = values[i];
    }
    return numbers;
  }

  /** Checks that the axis, written as a number or a list with one, is the last one. */
  static void requireLastAxis(LayerContext call, LayerValue input, String key, int otherwise)
      throws WeightsException {
    JsonNode axis = call.config().json(key);
    axis = axis.isArray() && axis.size() == 1 ? axis.get(0) : axis;
    int found = axis.isInt() ? axis.asInt() : otherwise;
    boolean missing = axis.isMissingNode() || axis.isNull();
    if (!axis.isInt() && !missing || found != -1 && found != input.rank()) {
      throw call.config().unsupported(key, "the last axis, " + input.rank() + " or -1", axis);
    }
  }
}
