package io.flinkmobilenet.tensor;

/** A dense tensor of floats, in memory or stored elsewhere and decoded when it is read. */
public final class Tensor {
  private final Shape shape;
  private final float[] values;
  private final Source source;

  /** Values that are stored elsewhere. */
  @FunctionalInterface
  public interface Source {
    /**
     * Decodes consecutive values.
     *
     * @param from index of the first one, the innermost axis contiguous
     * @param to gets them, from its beginning
     * @param count number of values
     */
    void read(int from, float[] to, int count);
  }

  /**
   * Creates a tensor in memory.
   *
   * @param shape extents, outermost first
   * @param values {@code shape.elements()} values, the innermost axis contiguous; not copied
   */
  public Tensor(Shape shape, float[] values) {
    if (values.length != shape.elements()) {
      throw new IllegalArgumentException(
          "shape " + shape + " needs " + shape.elements() + " values, found " + values.length);
    }
    this.shape = shape;
    this.values = values;
    source = (from, to, count) -> System.arraycopy(values, from, to, 0, count);
  }

  /** Creates a tensor that is stored elsewhere. */
  public Tensor(Shape shape, Source source) {
    this.shape = shape;
    this.source = source;
    values = null;
  }

  /** Returns the extents, outermost first. */
  public Shape shape() {
    return shape;
  }

  /** Returns all values: not copied if they are in memory, otherwise each time a new array. */
  public float[] values() {
    if (values != null) {
      return values;
    }
    float[] all = new float[shape.elements()];
    source.read(0, all, all.length);
    return all;
  }

  /**
   * Copies consecutive values.
   *
   * @param from index of the first one
   * @param to gets them, from its beginning
   * @param count number of values
   */
  public void read(int from, float[] to, int count) {
    source.read(from, to, count);
  }
}
