package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.FloatVector;

/**
 * Four sums by six products: the points 0, ±a, ±b and infinity with a = 3/4 and b = 3/2.
 *
 * <p>Sums differ from exact ones about twice as much as those that are added up one by one. With
 * the usual points 0, ±1 and ±2 it is eight times as much. Points in pairs of opposite signs share
 * their even and their odd terms.
 */
final class WinogradFour implements WinogradTransform {
  private static final double A = 0.75;
  private static final double B = 1.5;

  @Override
  public int outputs() {
    return 4;
  }

  @Override
  public double[][] filter() {
    double atA = 2 * A * A * (A * A - B * B);
    double atB = 2 * B * B * (B * B - A * A);
    return new double[][] {
      {1 / (A * A * B * B), 0, 0},
      {1 / atA, A / atA, A * A / atA},
      {1 / atA, -A / atA, A * A / atA},
      {1 / atB, B / atB, B * B / atB},
      {1 / atB, -B / atB, B * B / atB},
      {0, 0, 1}
    };
  }

  @Override
  public double[] ones() {
    double atA = (B - 1) / (A * (B - A));
    double atB = (1 - A) / (B * (B - A));
    double last = 1 - A * A * A * atA - B * B * B * atB;
    return new double[] {1 - atA - atB, atA, 0, atB, 0, last};
  }

  @Override
  public void input(float[] memory, int from, int fromStep, int to, int toStep, int count) {
    FloatVector a = FloatVector.broadcast(Lanes.SPECIES, (float) A);
    FloatVector b = FloatVector.broadcast(Lanes.SPECIES, (float) B);
    FloatVector minusA = FloatVector.broadcast(Lanes.SPECIES, (float) -A);
    FloatVector minusB = FloatVector.broadcast(Lanes.SPECIES, (float) -B);
    FloatVector minusAa = FloatVector.broadcast(Lanes.SPECIES, (float) (-A * A));
    FloatVector minusBb = FloatVector.broadcast(Lanes.SPECIES, (float) (-B * B));
    FloatVector sum = FloatVector.broadcast(Lanes.SPECIES, (float) (-A * A - B * B));
    FloatVector product = FloatVector.broadcast(Lanes.SPECIES, (float) (A * A * B * B));
    for (int next = 0; next < count; next += Lanes.COUNT) {
      // The last vector overlaps the one before it instead of reaching past the end.
      int i = Math.min(next, count - Lanes.COUNT);
      int in = from + i;
      int out = to + i;
      FloatVector d0 = FloatVector.fromArray(Lanes.SPECIES, memory, in);
      FloatVector d1 = FloatVector.fromArray(Lanes.SPECIES, memory, in + fromStep);
      FloatVector d2 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 2 * fromStep);
      FloatVector d3 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 3 * fromStep);
      FloatVector d4 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 4 * fromStep);
      FloatVector d5 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 5 * fromStep);
      d0.fma(product, d2.fma(sum, d4)).intoArray(memory, out);
      FloatVector evenA = d2.fma(minusBb, d4);
      FloatVector oddA = d1.fma(minusBb, d3);
      oddA.fma(a, evenA).intoArray(memory, out + toStep);
      oddA.fma(minusA, evenA).intoArray(memory, out + 2 * toStep);
      FloatVector evenB = d2.fma(minusAa, d4);
      FloatVector oddB = d1.fma(minusAa, d3);
      oddB.fma(b, evenB).intoArray(memory, out + 3 * toStep);
      oddB.fma(minusB, evenB).intoArray(memory, out + 4 * toStep);
      d1.fma(product, d3.fma(sum, d5)).intoArray(memory, out + 5 * toStep);
    }
  }

  @Override
  public void output(float[] memory, int from, int fromStep, int to, int toStep, int count) {
    FloatVector a = FloatVector.broadcast(Lanes.SPECIES, (float) A);
    FloatVector b = FloatVector.broadcast(Lanes.SPECIES, (float) B);
    FloatVector aa = FloatVector.broadcast(Lanes.SPECIES, (float) (A * A));
    FloatVector bb = FloatVector.broadcast(Lanes.SPECIES, (float) (B * B));
    FloatVector aaa = FloatVector.broadcast(Lanes.SPECIES, (float) (A * A * A));
    FloatVector bbb = FloatVector.broadcast(Lanes.SPECIES, (float) (B * B * B));
    for (int i = 0; i < count; i += Lanes.COUNT) {
      int in = from + i;
      int out = to + i;
      FloatVector m0 = FloatVector.fromArray(Lanes.SPECIES, memory, in);
      FloatVector m1 = FloatVector.fromArray(Lanes.SPECIES, memory, in + fromStep);
      FloatVector m2 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 2 * fromStep);
      FloatVector m3 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 3 * fromStep);
      FloatVector m4 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 4 * fromStep);
      FloatVector m5 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 5 * fromStep);
      FloatVector evenA = m1.add(m2);
      FloatVector oddA = m1.sub(m2);
      FloatVector evenB = m3.add(m4);
      FloatVector oddB = m3.sub(m4);
      m0.add(evenA).add(evenB).intoArray(memory, out);
      oddA.mul(a).add(oddB.mul(b)).intoArray(memory, out + toStep);
      evenA.mul(aa).add(evenB.mul(bb)).intoArray(memory, out + 2 * toStep);
      oddA.fma(aaa, oddB.fma(bbb, m5)).intoArray(memory, out + 3 * toStep);
    }
  }
}
