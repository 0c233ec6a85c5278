package io.flinkmobilenet.kernel.scalar;

import io.flinkmobilenet.graph.AdaptivePool;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.kernel.OperatorKernel;

/**
 * Largest value or mean over as many windows as the output has pixels; a global pool has one.
 *
 * @param reduction largest value or mean
 * @param in shape of the input
 * @param out shape of the output
 */
record ScalarAdaptivePool(Reduction reduction, FeatureShape in, FeatureShape out)
    implements OperatorKernel {
  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    int at = output;
    for (int y = 0; y < out.height(); y++) {
      for (int x = 0; x < out.width(); x++) {
        for (int c = 0; c < out.channels(); c++) {
          memory[at++] = (float) reduce(memory, inputs[0] + c, y, x);
        }
      }
    }
  }

  private double reduce(float[] memory, int channel, int y, int x) {
    int firstY = AdaptivePool.first(y, in.height(), out.height());
    int endY = AdaptivePool.end(y, in.height(), out.height());
    int firstX = AdaptivePool.first(x, in.width(), out.width());
    int endX = AdaptivePool.end(x, in.width(), out.width());
    double most = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int inY = firstY; inY < endY; inY++) {
      for (int inX = firstX; inX < endX; inX++) {
        float value = memory[channel + (inY * in.width() + inX) * in.channels()];
        most = Math.max(most, value);
        sum += value;
      }
    }
    return reduction == Reduction.MAX ? most : sum / ((endY - firstY) * (double) (endX - firstX));
  }
}
