package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.FloatVector;

/** Two sums by four products: the points 0, ±1 and infinity. */
final class WinogradTwo implements WinogradTransform {
  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public double[][] filter() {
    return new double[][] {{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}};
  }

  @Override
  public double[] ones() {
    return new double[] {0, 1, 0, 0};
  }

  @Override
  public void input(float[] memory, int from, int fromStep, int to, int toStep, int count) {
    for (int next = 0; next < count; next += Lanes.COUNT) {
      // The last vector overlaps the one before it instead of reaching past the end.
      int i = Math.min(next, count - Lanes.COUNT);
      int in = from + i;
      int out = to + i;
      FloatVector d0 = FloatVector.fromArray(Lanes.SPECIES, memory, in);
      FloatVector d1 = FloatVector.fromArray(Lanes.SPECIES, memory, in + fromStep);
      FloatVector d2 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 2 * fromStep);
      FloatVector d3 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 3 * fromStep);
      d0.sub(d2).intoArray(memory, out);
      d2.add(d1).intoArray(memory, out + toStep);
      d2.sub(d1).intoArray(memory, out + 2 * toStep);
      d3.sub(d1).intoArray(memory, out + 3 * toStep);
    }
  }

  @Override
  public void output(float[] memory, int from, int fromStep, int to, int toStep, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      int in = from + i;
      int out = to + i;
      FloatVector m0 = FloatVector.fromArray(Lanes.SPECIES, memory, in);
      FloatVector m1 = FloatVector.fromArray(Lanes.SPECIES, memory, in + fromStep);
      FloatVector m2 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 2 * fromStep);
      FloatVector m3 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 3 * fromStep);
      m0.add(m1).add(m2).intoArray(memory, out);
      m1.sub(m2).add(m3).intoArray(memory, out + toStep);
    }
  }
}
