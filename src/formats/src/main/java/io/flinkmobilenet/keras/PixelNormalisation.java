package io.flinkmobilenet.keras;

import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the first layers do to each pixel alone: y = scale · x + shift, channel by channel. It is
 * not part of the graph, because the network's input is normalised when pixels become floats.
 */
final class PixelNormalisation {
  private double[] scale = {1};
  private double[] shift = {0};
  private int count;
  private int read = -1;

  /**
   * Adds a step after those that a value includes.
   *
   * @param included number of steps that the value includes
   * @param factors one per channel, or one for all
   * @param summands one per channel, or one for all
   * @return the number of steps that the result includes
   */
  int then(int included, double[] factors, double[] summands, LayerConfig config)
      throws UnsupportedWeightsException {
    requireOneWay(included == count, config);
    int channels = Math.max(Math.max(scale.length, factors.length), summands.length);
    double[] scales = new double[channels];
    double[] shifts = new double[channels];
    for (int c = 0; c < channels; c++) {
      scales[c] = at(scale, c) * at(factors, c);
      shifts[c] = at(shift, c) * at(factors, c) + at(summands, c);
    }
    scale = scales;
    shift = shifts;
    return ++count;
  }

  /** Notes that a node reads the image after a number of steps. */
  void read(int included, LayerConfig config) throws UnsupportedWeightsException {
    requireOneWay(included == count && (read < 0 || read == included), config);
    read = included;
  }

  private void requireOneWay(boolean one, LayerConfig config) throws UnsupportedWeightsException {
    if (!one || read >= 0 && read != count) {
      throw config.unsupported("input", "one normalisation of the image", "two different ones");
    }
  }

  /** Returns the conversion of 8-bit pixels, if the model has one. */
  Optional<InputNormalisation> of(int channels) {
    if (count == 0 || channels != 1 && channels != 3) {
      return Optional.empty();
    }
    float[] means = new float[3];
    float[] deviations = new float[3];
    boolean same = Arrays.stream(scale).allMatch(factor -> factor == scale[0]);
    for (int c = 0; c < 3; c++) {
      int from = channels == 1 ? 0 : c;
      deviations[c] = (float) (same ? 1 : 1 / at(scale, from));
      means[c] = (float) (same ? -at(shift, from) : -at(shift, from) / at(scale, from));
    }
    return Optional.of(new InputNormalisation(same ? (float) scale[0] : 1, means, deviations));
  }

  private static double at(double[] values, int channel) {
    return values.length == 1 ? values[0] : values[channel];
  }
}
