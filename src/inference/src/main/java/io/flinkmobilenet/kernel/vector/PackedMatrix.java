package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.kernel.ConvLayer;
import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.Kernel;
import io.flinkmobilenet.simd.Lanes;
import java.util.Arrays;

/**
 * The packed weights of a matrix product over pixels: {@code [pixels][K] · [K][N]}.
 *
 * <p>Weights are packed panel by panel; a panel has one to three vectors of channels: {@code [1 +
 * K][vectors of the panel][lanes]}, the bias first. Each step of a tile then reads its weights from
 * consecutive addresses. The last vector overlaps the one before it instead of reaching past the
 * end: some channels are computed twice, and no mask is needed.
 */
final class PackedMatrix {
  /** Number of floats from one pixel's inputs to the next one's. */
  final int inputStride;

  /** Offsets of a pixel's inputs from its first one; empty if they are consecutive. */
  final int[] places;

  /** Number of floats from one pixel's channels to the next one's: N, or more. */
  final int outputStride;

  /** N, at least one vector. */
  private final int channels;

  /** K. */
  final int depth;

  final float[] packed;

  /** Number of vectors for all channels. */
  private final int vectors;

  /** Tiles, indexed by the number of vectors of a panel; null for numbers that do not occur. */
  private final PanelTiles[] tiles = new PanelTiles[TileForm.MOST_VECTORS + 1];

  private final TileForm form;

  private PackedMatrix(
      TileForm form,
      Filters filters,
      Activation activation,
      int inputStride,
      int[] places,
      int outputStride) {
    this.form = form;
    this.inputStride = inputStride;
    this.places = places;
    this.outputStride = outputStride;
    channels = filters.count();
    depth = filters.taps();
    vectors = (filters.count() + Lanes.COUNT - 1) / Lanes.COUNT;
    packed = new float[vectors * (1 + depth) * Lanes.COUNT];
    float[] filter = new float[depth];
    for (int vector = 0; vector < vectors; vector += panelVectors(vector)) {
      int count = panelVectors(vector);
      pack(filters, vector, count, filter);
      if (tiles[count] == null) {
        tiles[count] = new PanelTiles(form, count, depth, activation);
      }
    }
  }

  /** Creates a product in which the K inputs of a pixel are consecutive. */
  static PackedMatrix pointwise(Filters filters, Activation activation, int inputStride) {
    return pointwise(filters, activation, inputStride, filters.count());
  }

  /** Creates such a product whose outputs may have a gap between pixels. */
  static PackedMatrix pointwise(
      Filters filters, Activation activation, int inputStride, int outputStride) {
    return new PackedMatrix(
        TileForm.POINTWISE, filters, activation, inputStride, new int[0], outputStride);
  }

  /**
   * Creates a product whose inputs are 3×3 windows.
   *
   * @param layer weights {@code [N][3 channels][3 rows][3 columns]}
   * @param inputStride number of floats from one window to the next
   * @param windowStride number of floats from one row of a window to the next
   */
  static PackedMatrix convolution(ConvLayer layer, int inputStride, int windowStride) {
    int row = layer.filters().taps() / ConvGeometry.SIZE;
    int[] places = new int[layer.filters().taps()];
    Arrays.setAll(places, tap -> tap / row * windowStride + tap % row);
    return windows(
        layer.filters(),
        layer.activation(),
        ConvGeometry.SIZE * ConvGeometry.SIZE,
        inputStride,
        places,
        layer.filters().count());
  }

  /**
   * Creates a product whose inputs are windows.
   *
   * @param filters weights {@code [N][channels][taps of the window]}
   * @param taps number of taps of the window
   * @param inputStride number of floats from one window to the next
   * @param places offsets of the inputs from a window's first one, {@code [taps][channels]}
   * @param outputStride number of floats from one window's outputs to the next one's
   */
  static PackedMatrix windows(
      Filters filters,
      Activation activation,
      int taps,
      int inputStride,
      int[] places,
      int outputStride) {
    Filters moved = channelsLast(filters, taps);
    return new PackedMatrix(
        TileForm.CONVOLUTION, moved, activation, inputStride, places, outputStride);
  }

  /** Reorders filters from {@code [N][channel][tap]} to {@code [N][tap][channel]}. */
  private static Filters channelsLast(Filters filters, int window) {
    int channels = filters.taps() / window;
    float[] from = new float[filters.taps()];
    return new Filters(
        filters.count(),
        filters.taps(),
        (filter, to) -> {
          filters.read(filter, from);
          move(from, to, window, channels);
        },
        filters.bias());
  }

  /** A small method, so that HotSpot compiles it early. */
  private static void move(float[] from, float[] to, int window, int channels) {
    int at = 0;
    for (int tap = 0; tap < window; tap++) {
      for (int channel = 0; channel < channels; channel++) {
        to[at++] = from[channel * window + tap];
      }
    }
  }

  /** Returns the filters, with zero filters added until they fill whole vectors. */
  static Filters wholeVectors(Filters filters) {
    int count = Lanes.wholeVectors(filters.count());
    if (count == filters.count()) {
      return filters;
    }
    return new Filters(
        count,
        filters.taps(),
        Arrays.copyOf(filters.weights(), Math.multiplyExact(count, filters.taps())),
        Arrays.copyOf(filters.bias(), count));
  }

  private void pack(Filters filters, int first, int count, float[] filter) {
    int row = count * Lanes.COUNT;
    for (int i = 0; i < row; i++) {
      int n = channel(first + i / Lanes.COUNT) + i % Lanes.COUNT;
      int at = panel(first) + i;
      packed[at] = filters.bias()[n];
      filters.read(n, filter);
      Packing.spread(filter, packed, at + row, row);
    }
  }

  /** Returns the number of vectors in the panel that starts with the given one. */
  private int panelVectors(int vector) {
    return form.vectors(vectors - vector);
  }

  /** Returns the start of the panel that starts with the given vector. */
  int panel(int vector) {
    return vector * (1 + depth) * Lanes.COUNT;
  }

  /** Returns the first channel of a vector. */
  int channel(int vector) {
    return Math.min(vector * Lanes.COUNT, channels - Lanes.COUNT);
  }

  /** Computes all channels of one run of pixels, and adds the residual if there is one. */
  void run(float[] memory, TileSchedule schedule, int input, int residual, int output) {
    run(memory, schedule, 1, input, 0, output, 0);
    if (residual != Kernel.NO_RESIDUAL) {
      Residual.add(memory, residual, output, schedule.pixels() * outputStride);
    }
  }

  /**
   * Computes all channels of several runs of pixels; the weights of a panel are used for all runs
   * before those of the next panel.
   *
   * @param runs number of runs
   * @param input start of the first pixel's inputs
   * @param inputRun number of floats from one run's inputs to the next one's
   * @param output start of the first pixel's channels
   * @param outputRun number of floats from one run's channels to the next one's
   */
  void run(
      float[] memory,
      TileSchedule schedule,
      int runs,
      int input,
      int inputRun,
      int output,
      int outputRun) {
    for (int vector = 0; vector < vectors; vector += panelVectors(vector)) {
      PanelTiles panelTiles = tiles[panelVectors(vector)];
      for (int run = 0; run < runs; run++) {
        int from = input + run * inputRun;
        panelTiles.run(this, vector, memory, schedule, from, output + run * outputRun);
      }
    }
  }
}
