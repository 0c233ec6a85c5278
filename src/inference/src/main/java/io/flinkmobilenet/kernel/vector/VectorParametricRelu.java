package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.OperatorKernel;
import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.FloatVector;

/**
 * The identity from 0 up, and a product with a slope per channel below.
 *
 * @param pixels number of pixels
 * @param slopes {@code [C]}; C is at least one vector
 */
record VectorParametricRelu(int pixels, float[] slopes) implements OperatorKernel {
  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    for (int pixel = 0; pixel < pixels; pixel++) {
      int first = pixel * slopes.length;
      activate(memory, inputs[0] + first, output + first);
    }
  }

  private void activate(float[] memory, int from, int to) {
    FloatVector zero = FloatVector.zero(Lanes.SPECIES);
    for (int next = 0; next < slopes.length; next += Lanes.COUNT) {
      // The last vector overlaps the one before it instead of reaching past the end.
      int channel = Math.min(next, slopes.length - Lanes.COUNT);
      FloatVector value = FloatVector.fromArray(Lanes.SPECIES, memory, from + channel);
      FloatVector slope = FloatVector.fromArray(Lanes.SPECIES, slopes, channel);
      value.blend(value.mul(slope), value.lt(zero)).intoArray(memory, to + channel);
    }
  }
}
