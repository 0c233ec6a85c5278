package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.LocalResponseNormalisation;
import io.flinkmobilenet.kernel.OperatorKernel;
import io.flinkmobilenet.simd.Lanes;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Division by a function of the neighbouring channels, with the exponent 3 / 4 of all published
 * networks, whose power is two square roots. A pixel has at least one vector of channels.
 */
final class VectorLocalResponse implements OperatorKernel {
  private static final double BETA = 0.75;

  private final FeatureShape in;
  private final int size;
  private final float factor;
  private final float bias;

  VectorLocalResponse(LocalResponseNormalisation operator, FeatureShape in) {
    this.in = in;
    size = operator.size();
    factor = (float) (operator.alpha() / size);
    bias = (float) operator.bias();
  }

  /** Returns whether there is a kernel for an exponent. */
  static boolean takes(LocalResponseNormalisation operator) {
    return operator.beta() == BETA;
  }

  @Override
  public int scratch() {
    return in.channels() + size - 1;
  }

  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    int channels = in.channels();
    int before = (size - 1) / 2;
    // The squares of a pixel have zeros around them for the channels that do not exist.
    Arrays.fill(memory, scratch, scratch + scratch(), 0);
    for (int pixel = 0; pixel < in.pixels(); pixel++) {
      int from = inputs[0] + pixel * channels;
      square(memory, from, scratch + before);
      divide(memory, from, scratch, output + pixel * channels);
    }
  }

  private void square(float[] memory, int from, int to) {
    for (int next = 0; next < in.channels(); next += Lanes.COUNT) {
      // The last vector overlaps the one before it instead of reaching past the end.
      int channel = Math.min(next, in.channels() - Lanes.COUNT);
      FloatVector value = FloatVector.fromArray(Lanes.SPECIES, memory, from + channel);
      value.mul(value).intoArray(memory, to + channel);
    }
  }

  private void divide(float[] memory, int from, int squares, int to) {
    FloatVector by = FloatVector.broadcast(Lanes.SPECIES, factor);
    FloatVector plus = FloatVector.broadcast(Lanes.SPECIES, bias);
    for (int next = 0; next < in.channels(); next += Lanes.COUNT) {
      int channel = Math.min(next, in.channels() - Lanes.COUNT);
      FloatVector sum = FloatVector.fromArray(Lanes.SPECIES, memory, squares + channel);
      for (int tap = 1; tap < size; tap++) {
        sum = sum.add(FloatVector.fromArray(Lanes.SPECIES, memory, squares + channel + tap));
      }
      FloatVector root = sum.mul(by).add(plus).sqrt();
      FloatVector.fromArray(Lanes.SPECIES, memory, from + channel)
          .div(root.mul(root.sqrt()))
          .intoArray(memory, to + channel);
    }
  }
}
