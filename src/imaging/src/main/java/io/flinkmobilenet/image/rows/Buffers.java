package io.flinkmobilenet.image.rows;

import java.util.ArrayList;
import java.util.List;

/** Arrays that are reused from image to image, so that most images allocate none. */
public final class Buffers {
  private static final int MOST_KEPT = 1 << 20;

  private final List<int[]> arrays = new ArrayList<>();
  private int taken;

  /** Makes all arrays available again. */
  public void reset() {
    taken = 0;
  }

  /** An array of at least the given length. Its contents are undefined. */
  public int[] ints(int length) {
    if (taken == arrays.size()) {
      arrays.add(new int[length]);
    } else if (arrays.get(taken).length < length) {
      arrays.set(taken, new int[length]);
    }
    return arrays.get(taken++);
  }

  /** Releases arrays that only unusually large images need. */
  public void release() {
    arrays.removeIf(array -> array.length > MOST_KEPT);
    taken = 0;
  }
}
