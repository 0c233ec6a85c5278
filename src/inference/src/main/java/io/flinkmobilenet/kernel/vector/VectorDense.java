package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.Kernel;
import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.FloatVector;

/**
 * Fully connected layer: {@code [K]} to {@code [N]}, as fast as the weights arrive from memory.
 *
 * <p>Weights are packed {@code [panel][1 + K][PANEL]}, the bias first, the last panel padded with
 * zeros. They are read as one stream, and there are enough sums to hide the latency of a
 * multiply-add.
 */
final class VectorDense implements Kernel {
  private static final int VECTORS = 8;
  private static final int PANEL = VECTORS * Lanes.COUNT;

  private final int outputs;
  private final int depth;
  private final int panels;
  private final float[] packed;

  VectorDense(Filters filters) {
    outputs = filters.count();
    depth = filters.taps();
    panels = (outputs + PANEL - 1) / PANEL;
    packed = new float[panels * (1 + depth) * PANEL];
    float[] row = new float[depth];
    for (int n = 0; n < outputs; n++) {
      int at = n / PANEL * (1 + depth) * PANEL + n % PANEL;
      packed[at] = filters.bias()[n];
      filters.read(n, row);
      Packing.spread(row, packed, at + PANEL, PANEL);
    }
  }

  @Override
  public int scratch() {
    return panels * PANEL;
  }

  @Override
  public void run(float[] memory, int input, int residual, int output, int scratch) {
    for (int panel = 0; panel < panels; panel++) {
      multiply(memory, input, panel * (1 + depth) * PANEL, scratch + panel * PANEL);
    }
    System.arraycopy(memory, scratch, memory, output, outputs);
  }

  private void multiply(float[] memory, int input, int panel, int output) {
    final int lanes = Lanes.COUNT;
    FloatVector sum0 = FloatVector.fromArray(Lanes.SPECIES, packed, panel);
    FloatVector sum1 = FloatVector.fromArray(Lanes.SPECIES, packed, panel + lanes);
    FloatVector sum2 = FloatVector.fromArray(Lanes.SPECIES, packed, panel + 2 * lanes);
    FloatVector sum3 = FloatVector.fromArray(Lanes.SPECIES, packed, panel + 3 * lanes);
    FloatVector sum4 = FloatVector.fromArray(Lanes.SPECIES, packed, panel + 4 * lanes);
    FloatVector sum5 = FloatVector.fromArray(Lanes.SPECIES, packed, panel + 5 * lanes);
    FloatVector sum6 = FloatVector.fromArray(Lanes.SPECIES, packed, panel + 6 * lanes);
    FloatVector sum7 = FloatVector.fromArray(Lanes.SPECIES, packed, panel + 7 * lanes);
    int w = panel + PANEL;
    for (int k = 0; k < depth; k++) {
      FloatVector x = FloatVector.broadcast(Lanes.SPECIES, memory[input + k]);
      sum0 = x.fma(FloatVector.fromArray(Lanes.SPECIES, packed, w), sum0);
      sum1 = x.fma(FloatVector.fromArray(Lanes.SPECIES, packed, w + lanes), sum1);
      sum2 = x.fma(FloatVector.fromArray(Lanes.SPECIES, packed, w + 2 * lanes), sum2);
      sum3 = x.fma(FloatVector.fromArray(Lanes.SPECIES, packed, w + 3 * lanes), sum3);
      sum4 = x.fma(FloatVector.fromArray(Lanes.SPECIES, packed, w + 4 * lanes), sum4);
      sum5 = x.fma(FloatVector.fromArray(Lanes.SPECIES, packed, w + 5 * lanes), sum5);
      sum6 = x.fma(FloatVector.fromArray(Lanes.SPECIES, packed, w + 6 * lanes), sum6);
      sum7 = x.fma(FloatVector.fromArray(Lanes.SPECIES, packed, w + 7 * lanes), sum7);
      w += PANEL;
    }
    sum0.intoArray(memory, output);
    sum1.intoArray(memory, output + lanes);
    sum2.intoArray(memory, output + 2 * lanes);
    sum3.intoArray(memory, output + 3 * lanes);
    sum4.intoArray(memory, output + 4 * lanes);
    sum5.intoArray(memory, output + 5 * lanes);
    sum6.intoArray(memory, output + 6 * lanes);
    sum7.intoArray(memory, output + 7 * lanes);
  }
}
