package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.Kernel;
import io.flinkmobilenet.kernel.OperatorKernel;

/**
 * 3×3 convolution with stride 1 in one group by Winograd's algorithm: maps are divided into tiles,
 * which are transformed, multiplied with transformed filters, and transformed back.
 *
 * <p>A tile of m × m outputs has n × n inputs with n = m + 2. The product of tiles and filters is
 * one matrix product over the tiles for each of the n × n positions: {@code [tiles][K] · [K][N]}.
 * With m = 4 these are 36 multiplications instead of 144 for each pair of channels.
 */
final class WinogradConvolution implements OperatorKernel {
  /** Transformed filters with at most this many floats stay in the second-level cache. */
  private static final int SMALL_FILTERS = 1 << 18;

  /** Number of floats in the transformed tiles of a block that leaves space for small filters. */
  private static final int SMALL_BLOCK = 1 << 17;

  /**
   * Number of floats in a block where the filters come from elsewhere: they are read less often.
   */
  private static final int LARGE_BLOCK = 1 << 20;

  private final int outputStride;
  private final FeatureShape in;
  private final FeatureShape out;
  private final WinogradTransform transform;
  private final WinogradTiles tiles;

  /** Number of rows of tiles in a block. */
  private final int block;

  /** Schedules of the tiles, indexed by the number of rows. */
  private final TileSchedule[] schedules;

  private final PackedMatrix[] products;
  private final RowEpilogue epilogue;

  /**
   * Transforms and packs the weights.
   *
   * @param outputStride number of floats from one pixel of the output to the next
   */
  WinogradConvolution(
      Convolution layer,
      FeatureShape in,
      FeatureShape out,
      Filters filters,
      WinogradTransform transform,
      int outputStride) {
    this.outputStride = outputStride;
    this.in = in;
    this.out = out;
    this.transform = transform;
    tiles = new WinogradTiles(in, out, layer.window(), transform, outputStride);
    epilogue = new RowEpilogue(layer.epilogue(), false);
    products = products(filters);
    block = Math.min(Math.max(blockFloats() / floats(1), 1), tiles.rows());
    schedules = new TileSchedule[block + 1];
    for (int rows = 1; rows <= block; rows++) {
      schedules[rows] = TileSchedule.of(rows * tiles.columns());
    }
  }

  private int blockFloats() {
    long weights = (long) products.length * in.channels() * out.channels();
    return weights <= SMALL_FILTERS ? SMALL_BLOCK : LARGE_BLOCK;
  }

  /** Number of floats in some rows of transformed tiles and their products. */
  private int floats(int rows) {
    int channels = Math.addExact(in.channels(), out.channels());
    return Math.multiplyExact(products.length * rows * tiles.columns(), channels);
  }

  private PackedMatrix[] products(Filters filters) {
    Filters kept = filters.inMemory();
    double[][] g = transform.filter();
    double[] ones = transform.ones();
    PackedMatrix[] all = new PackedMatrix[g.length * g.length];
    for (int i = 0; i < all.length; i++) {
      int row = i / g.length;
      int column = i % g.length;
      Filters transformed = WinogradFilters.of(kept, g[row], g[column], ones[row] * ones[column]);
      all[i] = PackedMatrix.pointwise(transformed, Activation.LINEAR, transformed.taps());
    }
    return all;
  }

  @Override
  public int scratch() {
    return Math.addExact(tiles.scratch(), floats(block));
  }

  @Override
  public String algorithm() {
    return "Winograd, tiles of %1$d×%1$d".formatted(transform.outputs());
  }

  @Override
  public long addedWeights() {
    long taps = (long) ConvGeometry.SIZE * ConvGeometry.SIZE;
    return (products.length - taps) * in.channels() * out.channels();
  }

  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    int residual = inputs.length > 1 ? inputs[1] : Kernel.NO_RESIDUAL;
    int transformed = scratch + tiles.scratch();
    tiles.clear(memory, scratch);
    for (int first = 0; first < tiles.rows(); first += block) {
      int rows = Math.min(block, tiles.rows() - first);
      int count = rows * tiles.columns();
      int sums = transformed + products.length * count * in.channels();
      tiles.read(memory, inputs[0], first, rows, transformed, scratch);
      multiply(memory, schedules[rows], transformed, sums);
      tiles.write(memory, sums, first, rows, output, scratch);
      finish(memory, first, rows, residual, output);
    }
  }

  private void multiply(float[] memory, TileSchedule schedule, int from, int to) {
    int read = schedule.pixels() * in.channels();
    int written = schedule.pixels() * out.channels();
    for (int i = 0; i < products.length; i++) {
      products[i].run(memory, schedule, from + i * read, Kernel.NO_RESIDUAL, to + i * written);
    }
  }

  private void finish(float[] memory, int first, int rows, int residual, int output) {
    int m = transform.outputs();
    int start = first * m * out.width();
    int pixels = Math.min((first + rows) * m, out.height()) * out.width() - start;
    int added = residual == Kernel.NO_RESIDUAL ? residual : residual + start * out.channels();
    int to = output + start * outputStride;
    epilogue.run(memory, added, to, pixels, out.channels(), outputStride);
  }
}
