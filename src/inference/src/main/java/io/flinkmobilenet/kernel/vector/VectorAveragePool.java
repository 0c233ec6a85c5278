package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Kernel;
import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.FloatVector;

/** Mean over all pixels: {@code [P][C]} to {@code [C]}; C is at least one vector. */
final class VectorAveragePool implements Kernel {
  private final int pixels;
  private final int channels;

  VectorAveragePool(int pixels, int channels) {
    this.pixels = pixels;
    this.channels = channels;
  }

  @Override
  public void run(float[] memory, int input, int residual, int output, int scratch) {
    for (int next = 0; next < channels; next += Lanes.COUNT) {
      // The last vector overlaps the one before it instead of reaching past the end.
      int channel = Math.min(next, channels - Lanes.COUNT);
      FloatVector sum = FloatVector.broadcast(Lanes.SPECIES, 0);
      for (int p = 0; p < pixels; p++) {
        sum = sum.add(FloatVector.fromArray(Lanes.SPECIES, memory, input + p * channels + channel));
      }
      sum.div(pixels).intoArray(memory, output + channel);
    }
  }
}
