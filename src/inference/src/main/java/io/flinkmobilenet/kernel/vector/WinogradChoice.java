package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.simd.Lanes;
import java.util.List;
import java.util.Optional;

/** Decides which convolutions Winograd's algorithm computes, and with tiles of which size. */
final class WinogradChoice {
  private static final List<WinogradTransform> TRANSFORMS =
      List.of(new WinogradTwo(), new WinogradFour());

  private static final int TAPS = 9;

  /** Multiplications with a weight that take as long as it takes to read the weight, measured. */
  private static final int READ = 20;

  /**
   * The algorithm has to take at most this share of the time: it needs two to four times as many
   * weights.
   */
  private static final double WORTH = 0.95;

  /** Least number of pairs of channels: with fewer, transforming takes too long. */
  private static final int LEAST_PAIRS = 1024;

  /** Most floats of working memory for a row of tiles. */
  private static final int MOST_MEMORY = 1 << 20;

  private WinogradChoice() {}

  /**
   * Returns the transform for a convolution in one group; empty if windows are computed directly.
   */
  static Optional<WinogradTransform> of(Convolution layer, FeatureShape in, FeatureShape out) {
    boolean vectors = in.channels() % Lanes.COUNT == 0 && out.channels() % Lanes.COUNT == 0;
    boolean pairs = (long) in.channels() * out.channels() >= LEAST_PAIRS;
    if (!vectors || !pairs || !fits(layer.window())) {
      return Optional.empty();
    }
    Optional<WinogradTransform> best = Optional.empty();
    double least = WORTH * TAPS * (out.pixels() + READ);
    for (WinogradTransform transform : TRANSFORMS) {
      double cost = cost(transform, out);
      if (cost <= least && memory(transform, in, out) <= MOST_MEMORY) {
        best = Optional.of(transform);
        least = cost;
      }
    }
    return best;
  }

  private static boolean fits(Window window) {
    return window.small() && window.strideY() == 1;
  }

  /** Multiplications for each pair of channels, and the time for reading their weights. */
  private static double cost(WinogradTransform transform, FeatureShape out) {
    int m = transform.outputs();
    long tiles = (long) tiles(out.height(), m) * tiles(out.width(), m);
    return (double) positions(transform) * (tiles + READ);
  }

  private static long memory(WinogradTransform transform, FeatureShape in, FeatureShape out) {
    long tiles = tiles(out.width(), transform.outputs());
    return positions(transform) * tiles * (in.channels() + out.channels());
  }

  private static int positions(WinogradTransform transform) {
    int n = transform.filter().length;
    return n * n;
  }

  private static int tiles(int extent, int m) {
    return (extent + m - 1) / m;
  }
}
