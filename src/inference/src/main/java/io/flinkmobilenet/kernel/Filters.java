package io.flinkmobilenet.kernel;

/**
 * Weights and biases of one layer, not yet packed. The weights are in memory, or come filter by
 * filter when they are read, so that a large layer is not in memory twice.
 */
public final class Filters {
  private final int count;
  private final int taps;
  private final float[] bias;
  private final float[] weights;
  private final Source source;

  /** Weights that are elsewhere. */
  @FunctionalInterface
  public interface Source {
    /**
     * Writes the weights of a filter.
     *
     * @param filter index of the filter
     * @param to {@code [taps]}
     */
    void read(int filter, float[] to);
  }

  /**
   * Creates filters in memory.
   *
   * @param count number of output channels
   * @param taps number of weights per output channel
   * @param weights {@code [count][taps]}; not copied
   * @param bias {@code [count]}; not copied
   */
  public Filters(int count, int taps, float[] weights, float[] bias) {
    this(
        count,
        taps,
        weights,
        (filter, to) -> System.arraycopy(weights, filter * taps, to, 0, taps),
        bias);
    if (weights.length != count * taps) {
      throw new IllegalArgumentException(
          "%d filters of %d taps, found %d weights".formatted(count, taps, weights.length));
    }
  }

  /** Creates filters that are read one by one. */
  public Filters(int count, int taps, Source source, float[] bias) {
    this(count, taps, null, source, bias);
  }

  private Filters(int count, int taps, float[] weights, Source source, float[] bias) {
    if (bias.length != count) {
      throw new IllegalArgumentException(
          "%d filters, found %d biases".formatted(count, bias.length));
    }
    this.count = count;
    this.taps = taps;
    this.weights = weights;
    this.source = source;
    this.bias = bias;
  }

  /** Returns the number of output channels. */
  public int count() {
    return count;
  }

  /** Returns the number of weights per output channel. */
  public int taps() {
    return taps;
  }

  /** Returns the number of all weights. */
  public int size() {
    return Math.multiplyExact(count, taps);
  }

  /** Returns the biases {@code [count]}; not copied. */
  public float[] bias() {
    return bias;
  }

  /**
   * Writes the weights of a filter.
   *
   * @param filter index of the filter
   * @param to {@code [taps]}
   */
  public void read(int filter, float[] to) {
    source.read(filter, to);
  }

  /** Returns all weights {@code [count][taps]}: not copied if in memory, otherwise a new array. */
  public float[] weights() {
    if (weights != null) {
      return weights;
    }
    float[] all = new float[size()];
    float[] row = new float[taps];
    for (int filter = 0; filter < count; filter++) {
      read(filter, row);
      System.arraycopy(row, 0, all, filter * taps, taps);
    }
    return all;
  }

  /** Returns the same filters in memory, for uses that read them several times. */
  public Filters inMemory() {
    return weights == null ? new Filters(count, taps, weights(), bias) : this;
  }
}
