package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Largest value or sum of the pixels of a rectangle, channel by channel.
 *
 * @param reduction largest value, or sum
 * @param channels number of channels, at least one vector
 */
record PixelReduction(Reduction reduction, int channels) {
  /**
   * Reduces a rectangle: row by row, with the result in memory, as no sum may live through two
   * loops.
   *
   * @param from start of the first pixel
   * @param rows number of rows, at least 1
   * @param rowStep number of floats from one row to the next
   * @param columns number of columns, at least 1
   * @param columnStep number of floats from one column to the next
   * @param to start of the result
   */
  void run(float[] memory, int from, int rows, int rowStep, int columns, int columnStep, int to) {
    for (int row = 0; row < rows; row++) {
      int first = from + row * rowStep;
      if (reduction == Reduction.MAX) {
        largest(memory, first, columns, columnStep, to, row > 0 ? to : first);
      } else {
        sum(memory, first, columns, columnStep, to, row > 0);
      }
    }
  }

  /**
   * @param start values that the largest ones are compared with
   */
  private void largest(float[] memory, int from, int columns, int step, int to, int start) {
    // The last vector overlaps the one before it; comparing twice with the same changes nothing.
    for (int next = 0; next < channels; next += Lanes.COUNT) {
      int channel = Math.min(next, channels - Lanes.COUNT);
      FloatVector most = FloatVector.fromArray(Lanes.SPECIES, memory, start + channel);
      for (int column = 0, at = from + channel; column < columns; column++, at += step) {
        FloatVector value = FloatVector.fromArray(Lanes.SPECIES, memory, at);
        most = most.blend(value, value.compare(VectorOperators.GT, most));
      }
      most.intoArray(memory, to + channel);
    }
  }

  private void sum(float[] memory, int from, int columns, int step, int to, boolean continues) {
    int whole = channels / Lanes.COUNT * Lanes.COUNT;
    for (int channel = 0; channel < whole; channel += Lanes.COUNT) {
      FloatVector sum = FloatVector.fromArray(Lanes.SPECIES, memory, from + channel);
      for (int column = 1, at = from + channel + step; column < columns; column++, at += step) {
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
      for (int column = 0, at = from + channel; column < columns; column++, at += step) {
        sum += memory[at];
      }
      memory[to + channel] = sum;
    }
  }

  /** Multiplies the result by a number, which makes a mean of a sum. */
  void scale(float[] memory, int to, float by) {
    for (int channel = 0; channel < channels; channel++) {
      memory[to + channel] *= by;
    }
  }
}
