package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.kernel.Kernel;

/**
 * Goes through the rows of windows of a convolution band by band. The inputs of a band are in a
 * padded copy of some rows, or in the map itself if there is no padding.
 */
final class WindowBands {
  /** Number of floats in a band: with the weights of a panel it stays in the second-level cache. */
  private static final int FLOATS = 1 << 16;

  private final FeatureShape out;
  private final Window window;
  private final RowEpilogue epilogue;
  private final int outputStride;
  private final PaddedRows padded;
  private final boolean pads;
  private final int band;

  /** Computes the sums of a band. */
  interface Sums {
    /**
     * Computes some rows of windows.
     *
     * @param from start of the first window's inputs
     * @param to start of the first window's outputs
     * @param free start of working memory that the band does not need
     */
    void compute(float[] memory, int rows, int from, int to, int free);
  }

  /**
   * Divides the rows.
   *
   * @param outputStride number of floats from one pixel of the output to the next
   */
  WindowBands(
      FeatureShape in, Window window, FeatureShape out, RowEpilogue epilogue, int outputStride) {
    this.out = out;
    this.window = window;
    this.epilogue = epilogue;
    this.outputStride = outputStride;
    padded = new PaddedRows(in, window, out);
    pads = window.padded();
    band = padded.windowRows(FLOATS);
  }

  /** Returns the number of rows of windows in a band. */
  int rows() {
    return band;
  }

  /** Returns the number of floats of working memory for a band. */
  int scratch() {
    return pads ? padded.size(band) : 0;
  }

  /** Returns the number of floats from one row of windows to the next. */
  int inputRun() {
    return window.strideY() * inputRow();
  }

  private int inputRow() {
    return pads ? padded.rowStride() : padded.inputRow();
  }

  /** Returns the offsets of a window's inputs as {@link PaddedRows#places} does. */
  int[] places(int channels) {
    return padded.places(inputRow(), channels);
  }

  /** Computes all bands and finishes each of them while it is in the cache. */
  void run(Sums sums, float[] memory, int[] inputs, int output, int scratch) {
    int residual = inputs.length > 1 ? inputs[1] : Kernel.NO_RESIDUAL;
    int free = scratch + scratch();
    for (int first = 0; first < out.height(); first += band) {
      int rows = Math.min(band, out.height() - first);
      int from = scratch;
      if (pads) {
        padded.fill(memory, inputs[0], first, rows, scratch);
      } else {
        from = inputs[0] + first * inputRun();
      }
      int to = output + first * out.width() * outputStride;
      sums.compute(memory, rows, from, to, free);
      int added =
          residual == Kernel.NO_RESIDUAL
              ? residual
              : residual + first * out.width() * out.channels();
      epilogue.run(memory, added, to, rows * out.width(), out.channels(), outputStride);
    }
  }
}
