package io.flinkmobilenet.graph;

/**
 * Limits of a graph, which may come from a stranger.
 *
 * @param nodes number of nodes
 * @param channels channels of a map
 * @param elements values of a map
 * @param live values of all maps that are needed at the same time
 * @param parameters values of all parameters
 * @param steps steps of the innermost loops of all operators: multiply-adds, comparisons, copies
 */
public record GraphLimits(
    int nodes, int channels, long elements, long live, long parameters, long steps) {
  /**
   * Limits within which all networks for image classification lie that are in use: VGG-19 has 144
   * million parameters, EfficientNet-B7 has 38 billion multiply-adds.
   */
  public static final GraphLimits DEFAULT =
      new GraphLimits(1 << 12, 1 << 20, 1L << 26, 1L << 27, 1L << 28, 1L << 37);

  /** No limits, for graphs that are made from checked ones; parameters are not checked either. */
  public static final GraphLimits NONE =
      new GraphLimits(
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Long.MAX_VALUE,
          Long.MAX_VALUE,
          Long.MAX_VALUE,
          Long.MAX_VALUE);
}
