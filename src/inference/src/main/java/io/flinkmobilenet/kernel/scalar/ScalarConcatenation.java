package io.flinkmobilenet.kernel.scalar;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.kernel.OperatorKernel;
import java.util.List;
import java.util.Set;

/** The channels of several maps, one map after another. */
public final class ScalarConcatenation implements OperatorKernel {
  private final int pixels;

  /** Number of channels of each map. */
  private final int[] channels;

  /** Whether each map is in the output already. */
  private final boolean[] inPlace;

  /** Number of channels of the output. */
  private final int stride;

  /**
   * Creates a kernel.
   *
   * @param ins shapes of the maps
   * @param inPlace indices of the maps that are in the output already
   */
  public ScalarConcatenation(List<FeatureShape> ins, Set<Integer> inPlace) {
    pixels = ins.get(0).pixels();
    channels = ins.stream().mapToInt(FeatureShape::channels).toArray();
    stride = ins.stream().mapToInt(FeatureShape::channels).sum();
    this.inPlace = new boolean[ins.size()];
    inPlace.forEach(map -> this.inPlace[map] = true);
  }

  @Override
  public String algorithm() {
    int placed = 0;
    for (boolean map : inPlace) {
      placed += map ? 1 : 0;
    }
    return placed == 0 ? "" : "%d of %d in place".formatted(placed, inPlace.length);
  }

  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    int to = output;
    for (int map = 0; map < channels.length; map++) {
      if (!inPlace[map]) {
        copy(memory, inputs[map], channels[map], to);
      }
      to += channels[map];
    }
  }

  private void copy(float[] memory, int from, int count, int to) {
    for (int pixel = 0; pixel < pixels; pixel++) {
      System.arraycopy(memory, from + pixel * count, memory, to + pixel * stride, count);
    }
  }
}
