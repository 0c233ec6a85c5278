package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.OperatorKernel;
import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.FloatVector;

/**
 * Convolution of each channel by itself with any window; a pixel has at least one vector of
 * channels.
 *
 * <p>Seven neighbouring windows of one vector of channels are computed at a time, so that a weight
 * is read once for all of them. Weights are packed {@code [vector][bias, taps][lanes]}; the last
 * vector overlaps the one before it instead of reaching past the end.
 */
final class VectorDepthwiseWindow implements OperatorKernel, WindowBands.Sums {
  /** Number of windows per tile. For inputs of 224 × 224 the widths of all maps are multiples. */
  private static final int TILE = 7;

  private final FeatureShape out;
  private final Window window;
  private final WindowBands bands;
  private final int taps;

  /** Offsets of a window's inputs from its first one. */
  private final int[] places;

  private final float[] packed;

  VectorDepthwiseWindow(Convolution layer, FeatureShape in, FeatureShape out, Filters filters) {
    this.out = out;
    window = layer.window();
    taps = window.taps();
    RowEpilogue epilogue = new RowEpilogue(layer.epilogue(), false);
    bands = new WindowBands(in, window, out, epilogue, out.channels());
    places = bands.places(1);
    int vectors = (out.channels() + Lanes.COUNT - 1) / Lanes.COUNT;
    packed = new float[Math.multiplyExact(vectors, (1 + taps) * Lanes.COUNT)];
    float[] filter = new float[taps];
    for (int vector = 0; vector < vectors; vector++) {
      pack(filters, vector, filter);
    }
  }

  private void pack(Filters filters, int vector, float[] filter) {
    int at = weights(vector);
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      int channel = channel(vector) + lane;
      packed[at + lane] = filters.bias()[channel];
      filters.read(channel, filter);
      Packing.spread(filter, packed, at + Lanes.COUNT + lane, Lanes.COUNT);
    }
  }

  private int weights(int vector) {
    return vector * (1 + taps) * Lanes.COUNT;
  }

  private int channel(int vector) {
    return Math.min(vector * Lanes.COUNT, out.channels() - Lanes.COUNT);
  }

  @Override
  public int scratch() {
    return bands.scratch();
  }

  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    bands.run(this, memory, inputs, output, scratch);
  }

  /** Computes all rows of a vector of channels before those of the next. */
  @Override
  public void compute(float[] memory, int rows, int from, int to, int free) {
    int inputRow = bands.inputRun();
    for (int vector = 0; weights(vector) < packed.length; vector++) {
      int channel = channel(vector);
      for (int row = 0; row < rows; row++) {
        int outputRow = to + row * out.width() * out.channels();
        convolveRow(memory, weights(vector), from + row * inputRow + channel, outputRow + channel);
      }
    }
  }

  private void convolveRow(float[] memory, int weights, int from, int to) {
    int step = window.strideX() * out.channels();
    if (out.width() < TILE) {
      for (int x = 0; x < out.width(); x++) {
        single(memory, weights, from + x * step, to + x * out.channels());
      }
      return;
    }
    for (int next = 0; next < out.width(); next += TILE) {
      // The last tile overlaps the one before it instead of reaching past the end.
      int x = Math.min(next, out.width() - TILE);
      tile(memory, weights, from + x * step, step, to + x * out.channels());
    }
  }

  private void single(float[] memory, int weights, int from, int to) {
    FloatVector sum = FloatVector.fromArray(Lanes.SPECIES, packed, weights);
    for (int tap = 0, w = weights + Lanes.COUNT; tap < taps; tap++, w += Lanes.COUNT) {
      FloatVector weight = FloatVector.fromArray(Lanes.SPECIES, packed, w);
      sum = FloatVector.fromArray(Lanes.SPECIES, memory, from + places[tap]).fma(weight, sum);
    }
    sum.intoArray(memory, to);
  }

  private void tile(float[] memory, int weights, int from, int step, int to) {
    FloatVector sum0 = FloatVector.fromArray(Lanes.SPECIES, packed, weights);
    FloatVector sum1 = sum0;
    FloatVector sum2 = sum0;
    FloatVector sum3 = sum0;
    FloatVector sum4 = sum0;
    FloatVector sum5 = sum0;
    FloatVector sum6 = sum0;
    for (int tap = 0, w = weights + Lanes.COUNT; tap < taps; tap++, w += Lanes.COUNT) {
      FloatVector weight = FloatVector.fromArray(Lanes.SPECIES, packed, w);
      int at = from + places[tap];
      sum0 = FloatVector.fromArray(Lanes.SPECIES, memory, at).fma(weight, sum0);
      sum1 = FloatVector.fromArray(Lanes.SPECIES, memory, at + step).fma(weight, sum1);
      sum2 = FloatVector.fromArray(Lanes.SPECIES, memory, at + 2 * step).fma(weight, sum2);
      sum3 = FloatVector.fromArray(Lanes.SPECIES, memory, at + 3 * step).fma(weight, sum3);
      sum4 = FloatVector.fromArray(Lanes.SPECIES, memory, at + 4 * step).fma(weight, sum4);
      sum5 = FloatVector.fromArray(Lanes.SPECIES, memory, at + 5 * step).fma(weight, sum5);
      sum6 = FloatVector.fromArray(Lanes.SPECIES, memory, at + 6 * step).fma(weight, sum6);
    }
    int next = out.channels();
    sum0.intoArray(memory, to);
    sum1.intoArray(memory, to + next);
    sum2.intoArray(memory, to + 2 * next);
    sum3.intoArray(memory, to + 3 * next);
    sum4.intoArray(memory, to + 4 * next);
    sum5.intoArray(memory, to + 5 * next);
    sum6.intoArray(memory, to + 6 * next);
  }
}
