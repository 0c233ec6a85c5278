package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.kernel.OperatorKernel;
import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Largest value or mean of each window; a pixel has at least one vector of channels. */
final class VectorPool implements OperatorKernel {
  private final Pool pool;
  private final Window window;
  private final FeatureShape in;
  private final FeatureShape out;
  private final int channels;

  VectorPool(Pool pool, FeatureShape in, FeatureShape out) {
    this.pool = pool;
    window = pool.window();
    this.in = in;
    this.out = out;
    channels = in.channels();
  }

  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    for (int y = 0; y < out.height(); y++) {
      for (int x = 0; x < out.width(); x++) {
        int to = output + (y * out.width() + x) * channels;
        reduce(
            memory,
            inputs[0],
            y * window.strideY() - window.top(),
            x * window.strideX() - window.left(),
            to);
      }
    }
  }

  /**
   * Reduces one window: row by row, with the result in memory, as no sum may live through two
   * loops.
   */
  private void reduce(float[] memory, int input, int top, int left, int to) {
    int firstColumn = first(left, window.dilationX());
    int endColumn = end(left, window.dilationX(), window.width(), in.width());
    int firstRow = first(top, window.dilationY());
    int endRow = end(top, window.dilationY(), window.height(), in.height());
    int column = left + firstColumn * window.dilationX();
    int step = window.dilationX() * channels;
    boolean max = pool.reduction() == Reduction.MAX;
    for (int row = firstRow; row < endRow; row++) {
      int y = top + row * window.dilationY();
      int from = input + (y * in.width() + column) * channels;
      boolean continues = row > firstRow;
      if (max) {
        largest(memory, from, endColumn - firstColumn, step, to, continues ? to : from);
      } else {
        sum(memory, from, endColumn - firstColumn, step, to, continues);
      }
    }
    if (!max) {
      int inside = (endRow - firstRow) * (endColumn - firstColumn);
      scale(memory, to, 1f / (pool.countPadding() ? counted(top, left) : inside));
    }
  }

  /** First tap that does not lie before the input. */
  private static int first(int start, int dilation) {
    return start < 0 ? (-start + dilation - 1) / dilation : 0;
  }

  /** Tap after the last one that does not lie behind the given extent. */
  private static int end(int start, int dilation, int taps, int extent) {
    return Math.min(taps, (extent - start + dilation - 1) / dilation);
  }

  private int counted(int top, int left) {
    int rows = end(top, window.dilationY(), window.height(), in.height() + window.bottom());
    int columns = end(left, window.dilationX(), window.width(), in.width() + window.right());
    return rows * columns;
  }

  /**
   * @param start values that the largest ones are compared with
   */
  private void largest(float[] memory, int from, int taps, int step, int to, int start) {
    // The last vector overlaps the one before it; comparing twice with the same changes nothing.
    for (int next = 0; next < channels; next += Lanes.COUNT) {
      int channel = Math.min(next, channels - Lanes.COUNT);
      FloatVector most = FloatVector.fromArray(Lanes.SPECIES, memory, start + channel);
      for (int tap = 0, at = from + channel; tap < taps; tap++, at += step) {
        FloatVector value = FloatVector.fromArray(Lanes.SPECIES, memory, at);
        most = most.blend(value, value.compare(VectorOperators.GT, most));
      }
      most.intoArray(memory, to + channel);
    }
  }

  private void sum(float[] memory, int from, int taps, int step, int to, boolean continues) {
    int whole = channels / Lanes.COUNT * Lanes.COUNT;
    for (int channel = 0; channel < whole; channel += Lanes.COUNT) {
      FloatVector sum = FloatVector.fromArray(Lanes.SPECIES, memory, from + channel);
      for (int tap = 1, at = from + channel + step; tap < taps; tap++, at += step) {
        sum = sum.add(FloatVector.fromArray(Lanes.SPECIES, memory, at));
      }
      if (continues) {
        sum.add(FloatVector.fromArray(Lanes.SPECIES, memory, to + channel))
            .intoArray(memory, to + channel);
      } else {
        sum.intoArray(memory, to + channel);
      }
    }
    for (int channel = whole; channel < channels; channel++) {
      float sum = continues ? memory[to + channel] : 0;
      for (int tap = 0, at = from + channel; tap < taps; tap++, at += step) {
        sum += memory[at];
      }
      memory[to + channel] = sum;
    }
  }

  private void scale(float[] memory, int to, float by) {
    for (int channel = 0; channel < channels; channel++) {
      memory[to + channel] *= by;
    }
  }
}
