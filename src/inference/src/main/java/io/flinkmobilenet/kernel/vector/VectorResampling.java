package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Resampling;
import io.flinkmobilenet.graph.Resampling.Interpolation;
import io.flinkmobilenet.kernel.OperatorKernel;
import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.FloatVector;

/** A map of another height and width; a pixel has at least one vector of channels. */
final class VectorResampling implements OperatorKernel {
  private final FeatureShape in;
  private final FeatureShape out;
  private final boolean nearest;
  private final Axis rows;
  private final Axis columns;

  VectorResampling(Resampling operator, FeatureShape in, FeatureShape out) {
    this.in = in;
    this.out = out;
    nearest = operator.interpolation() == Interpolation.NEAREST;
    rows = new Axis(operator, in.height(), out.height());
    columns = new Axis(operator, in.width(), out.width());
  }

  /** The two input positions of each output position, and the weight of the second one. */
  private static final class Axis {
    private final int[] first;
    private final int[] second;
    private final float[] weight;

    Axis(Resampling operator, int inputs, int outputs) {
      first = new int[outputs];
      second = new int[outputs];
      weight = new float[outputs];
      for (int at = 0; at < outputs; at++) {
        double position = operator.position(at, inputs, outputs);
        if (operator.interpolation() == Interpolation.NEAREST) {
          first[at] = within(operator.nearest(position), inputs);
        } else {
          double inside = Math.min(Math.max(position, 0), inputs - 1);
          first[at] = (int) inside;
          second[at] = within(first[at] + 1, inputs);
          weight[at] = (float) (inside - first[at]);
        }
      }
    }

    private static int within(int position, int inputs) {
      return Math.min(Math.max(position, 0), inputs - 1);
    }
  }

  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    int to = output;
    for (int y = 0; y < out.height(); y++) {
      int above = inputs[0] + rows.first[y] * in.width() * in.channels();
      int below = inputs[0] + rows.second[y] * in.width() * in.channels();
      for (int x = 0; x < out.width(); x++, to += in.channels()) {
        int left = columns.first[x] * in.channels();
        if (nearest) {
          System.arraycopy(memory, above + left, memory, to, in.channels());
        } else {
          int right = columns.second[x] * in.channels();
          interpolate(memory, above, below, left, right, rows.weight[y], columns.weight[x], to);
        }
      }
    }
  }

  private void interpolate(
      float[] memory, int above, int below, int left, int right, float down, float across, int to) {
    FloatVector topLeft = FloatVector.broadcast(Lanes.SPECIES, (1 - down) * (1 - across));
    FloatVector topRight = FloatVector.broadcast(Lanes.SPECIES, (1 - down) * across);
    FloatVector bottomLeft = FloatVector.broadcast(Lanes.SPECIES, down * (1 - across));
    FloatVector bottomRight = FloatVector.broadcast(Lanes.SPECIES, down * across);
    for (int next = 0; next < in.channels(); next += Lanes.COUNT) {
      // The last vector overlaps the one before it instead of reaching past the end.
      int channel = Math.min(next, in.channels() - Lanes.COUNT);
      FloatVector.fromArray(Lanes.SPECIES, memory, above + left + channel)
          .mul(topLeft)
          .add(FloatVector.fromArray(Lanes.SPECIES, memory, above + right + channel).mul(topRight))
          .add(FloatVector.fromArray(Lanes.SPECIES, memory, below + left + channel).mul(bottomLeft))
          .add(
              FloatVector.fromArray(Lanes.SPECIES, memory, below + right + channel)
                  .mul(bottomRight))
          .intoArray(memory, to + channel);
    }
  }
}
