package io.flinkmobilenet.image;

import io.flinkmobilenet.geometry.ResizeFilter;
import io.flinkmobilenet.image.arithmetic.ResizeTaps;

/**
 * The weights of the latest resize along two axes. The images of a camera have the same size. Not
 * thread-safe.
 */
final class KeptWeights {
  /** Weights of more numbers are computed for each image; the memory is not kept. */
  private static final int MOST_KEPT = 1 << 16;

  private final Key[] keys = new Key[2];
  private final FilterWeights[] weights = new FilterWeights[2];
  private FilterWeights spread;
  private ResizeTaps uniform;

  private record Key(ResizeFilter filter, int edge, long resized, int reduction, int crop) {
    // Not equals: on JDK 17 a record's generated equals keeps a job's class loader alive.
    boolean is(Key other) {
      return other != null
          && filter == other.filter
          && edge == other.edge
          && resized == other.resized
          && reduction == other.reduction
          && crop == other.crop;
    }
  }

  /**
   * Returns the taps along an axis.
   *
   * @param axis 0 for upright rows, 1 for upright columns
   * @see Normaliser#taps
   */
  FilterWeights taps(
      int axis, ResizeFilter filter, int edge, long resized, int reduction, int crop) {
    Key key = new Key(filter, edge, resized, reduction, crop);
    if (key.is(keys[axis])) {
      return weights[axis];
    }
    FilterWeights taps = Normaliser.taps(filter, edge, resized, reduction, crop);
    boolean keeps = taps.weights().length <= MOST_KEPT;
    keys[axis] = keeps ? key : null;
    weights[axis] = keeps ? taps : null;
    return taps;
  }

  /** Returns the same weights with equally many per output. */
  ResizeTaps uniform(FilterWeights taps) {
    if (taps != spread) {
      boolean keeps = taps.weights().length <= MOST_KEPT;
      ResizeTaps made = taps.uniform();
      spread = keeps ? taps : null;
      uniform = keeps ? made : null;
      return made;
    }
    return uniform;
  }
}
