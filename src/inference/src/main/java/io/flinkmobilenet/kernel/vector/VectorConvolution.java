package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.OperatorKernel;
import io.flinkmobilenet.simd.Lanes;

/**
 * Convolution of any window: a matrix product over the windows for each group, whose inputs the
 * tiles read where they are in a padded map. Only a band of its rows is in memory, and none if
 * there is no padding.
 */
final class VectorConvolution implements OperatorKernel, WindowBands.Sums {
  private final FeatureShape out;
  private final WindowBands bands;
  private final TileSchedule schedule;
  private final GroupedFilters groups;
  private final PackedMatrix[] products;
  private final ChannelRows channels;

  /**
   * Packs the weights.
   *
   * @param outputStride number of floats from one pixel of the output to the next
   */
  VectorConvolution(
      Convolution layer, FeatureShape in, FeatureShape out, Filters filters, int outputStride) {
    this.out = out;
    Window window = layer.window();
    RowEpilogue epilogue = new RowEpilogue(layer.epilogue());
    bands = new WindowBands(in, window, out, epilogue, outputStride);
    schedule = TileSchedule.of(out.width());
    channels = new ChannelRows(out.channels());
    groups = GroupedFilters.of(layer, in);
    products = new PackedMatrix[groups.count()];
    int[] places = bands.places(groups.inputs());
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
    return Math.addExact(bands.scratch(), channels.scratch(bands.rows() * out.width()));
  }

  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    bands.run(this, memory, inputs, output, scratch);
  }

  @Override
  public void compute(float[] memory, int rows, int from, int to, int narrow) {
    int inputRun = bands.inputRun();
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
