package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Activation;
import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.Kernel;

/**
 * A matrix product over pixels, its weights packed: {@code [pixels][K] · [K][N]}.
 *
 * <p>Weights are packed panel by panel, a panel for each one to three vectors of channels: {@code
 * [1 + K][vectors of the panel][lanes]}, the bias first. Each step of a tile then reads its weights
 * from one place. The last vector of all moves back over the one before it rather than past the
 * end: some channels are computed twice, none needs a mask.
 */
final class Product {
  /** Floats from one pixel's inputs to the next one's. */
  final int inputStride;

  /** Floats from one pixel's channels to the next one's: N, at least one vector. */
  final int outputStride;

  /** K. */
  final int depth;

  final float[] packed;

  /** Vectors that the channels take. */
  private final int vectors;

  private final PanelTiles[] tiles = new PanelTiles[PanelTiles.MOST_VECTORS + 1];
  private final PanelTiles[] addingTiles = new PanelTiles[PanelTiles.MOST_VECTORS + 1];

  Product(Filters filters, Activation activation, int inputStride) {
    this.inputStride = inputStride;
    outputStride = filters.count();
    depth = filters.taps();
    vectors = (filters.count() + Lanes.COUNT - 1) / Lanes.COUNT;
    packed = new float[vectors * (1 + depth) * Lanes.COUNT];
    for (int vector = 0; vector < vectors; vector += panelVectors(vector)) {
      pack(filters, vector, panelVectors(vector));
    }
    for (int count = 1; count <= PanelTiles.MOST_VECTORS; count++) {
      tiles[count] = PanelTiles.of(count, activation);
      addingTiles[count] = PanelTiles.adding(count);
    }
  }

  private void pack(Filters filters, int first, int count) {
    int at = panel(first);
    for (int k = -1; k < depth; k++) {
      for (int vector = first; vector < first + count; vector++) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
          int n = channel(vector) + lane;
          packed[at++] = k < 0 ? filters.bias()[n] : filters.weights()[n * depth + k];
        }
      }
    }
  }

  /** Vectors of the panel that starts with the given one: rather two twos than three and one. */
  private int panelVectors(int vector) {
    int left = vectors - vector;
    return left == 4 || left == 2 ? 2 : Math.min(left, PanelTiles.MOST_VECTORS);
  }

  /** Where the panel that starts with the given vector starts. */
  int panel(int vector) {
    return vector * (1 + depth) * Lanes.COUNT;
  }

  /** First channel of a vector. */
  int channel(int vector) {
    return Math.min(vector * Lanes.COUNT, outputStride - Lanes.COUNT);
  }

  /** Computes all channels of one run of pixels. */
  void run(float[] memory, Cut cut, int input, int residual, int output) {
    run(memory, cut, 1, input, 0, residual, output, 0);
  }

  /**
   * Computes all channels of some runs of pixels, the weights of a panel for all of them before
   * those of the next.
   *
   * @param runs number of runs
   * @param input start of the first pixel's inputs
   * @param inputRun floats from one run's inputs to the next one's
   * @param residual start of the first pixel's residual, or {@link Kernel#NO_RESIDUAL}
   * @param output start of the first pixel's channels
   * @param outputRun floats from one run's channels to the next one's, and of residuals alike
   */
  void run(
      float[] memory,
      Cut cut,
      int runs,
      int input,
      int inputRun,
      int residual,
      int output,
      int outputRun) {
    PanelTiles[] chosen = residual == Kernel.NO_RESIDUAL ? tiles : addingTiles;
    for (int vector = 0; vector < vectors; vector += panelVectors(vector)) {
      PanelTiles panelTiles = chosen[panelVectors(vector)];
      for (int run = 0; run < runs; run++) {
        panelTiles.run(
            this,
            vector,
            memory,
            cut,
            input + run * inputRun,
            residual + run * outputRun,
            output + run * outputRun);
      }
    }
  }
}
