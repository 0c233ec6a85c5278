package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.Kernel;
import io.flinkmobilenet.kernel.OperatorKernel;
import io.flinkmobilenet.simd.Lanes;

/**
 * Convolution of any window: a matrix product over the windows for each group, whose inputs the
 * tiles read where they are in a padded map. Only a band of its rows is in memory, and none if
 * there is no padding.
 */
final class VectorConvolution implements OperatorKernel {
  /** Number of floats in a band: with the weights of a panel it stays in the second-level cache. */
  private static final int BAND = 1 << 16;

  private final FeatureShape out;
  private final Window window;
  private final PaddedRows padded;
  private final boolean pads;
  private final int band;
  private final TileSchedule schedule;
  private final int outputStride;
  private final GroupedFilters groups;
  private final PackedMatrix[] products;
  private final ChannelRows channels;
  private final RowEpilogue epilogue;

  /**
   * Packs the weights.
   *
   * @param outputStride number of floats from one pixel of the output to the next
   */
  VectorConvolution(
      Convolution layer, FeatureShape in, FeatureShape out, Filters filters, int outputStride) {
    this.out = out;
    this.outputStride = outputStride;
    window = layer.window();
    padded = new PaddedRows(in, window, out);
    pads = window.padded();
    band = padded.windowRows(BAND);
    schedule = TileSchedule.of(out.width());
    channels = new ChannelRows(out.channels());
    epilogue = new RowEpilogue(layer.epilogue());
    groups = GroupedFilters.of(layer, in);
    products = new PackedMatrix[groups.count()];
    int[] places = padded.places(pads ? padded.rowStride() : padded.inputRow(), groups.inputs());
    for (int group = 0; group < products.length; group++) {
      products[group] =
          PackedMatrix.windows(
              channels.atLeastAVector(groups.group(group, filters, window.taps())),
              epilogue.ofTiles(),
              window.taps(),
              window.strideX() * in.channels(),
              places,
              Math.max(outputStride, Lanes.COUNT));
    }
  }

  @Override
  public int scratch() {
    int rows = pads ? padded.size(band) : 0;
    return Math.addExact(rows, channels.scratch(band * out.width()));
  }

  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    int narrow = scratch + (pads ? padded.size(band) : 0);
    int residual = inputs.length > 1 ? inputs[1] : Kernel.NO_RESIDUAL;
    int row = out.width() * out.channels();
    int outputRow = out.width() * outputStride;
    for (int first = 0; first < out.height(); first += band) {
      int rows = Math.min(band, out.height() - first);
      int from = scratch;
      if (pads) {
        padded.fill(memory, inputs[0], first, rows, scratch);
      } else {
        from = inputs[0] + first * window.strideY() * padded.inputRow();
      }
      int to = output + first * outputRow;
      multiply(memory, rows, from, to, narrow);
      int added = residual == Kernel.NO_RESIDUAL ? residual : residual + first * row;
      epilogue.run(memory, added, to, rows * out.width(), out.channels(), outputStride);
    }
  }

  private void multiply(float[] memory, int rows, int from, int to, int narrow) {
    int inputRun = window.strideY() * (pads ? padded.rowStride() : padded.inputRow());
    int outputRun = out.width() * products[0].outputStride;
    if (out.channels() >= Lanes.COUNT) {
      for (int group = 0; group < products.length; group++) {
        int read = from + group * groups.inputs();
        int written = to + group * groups.outputs();
        products[group].run(memory, schedule, rows, read, inputRun, written, outputRun);
      }
      return;
    }
    products[0].run(memory, schedule, rows, from, inputRun, narrow, outputRun);
    for (int pixel = 0; pixel < rows * out.width(); pixel++) {
      int at = narrow + pixel * Lanes.COUNT;
      System.arraycopy(memory, at, memory, to + pixel * out.channels(), out.channels());
    }
  }
}
