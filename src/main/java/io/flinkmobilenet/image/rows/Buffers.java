package io.flinkmobilenet.image.rows;

import java.util.ArrayList;
import java.util.List;

/** Arrays that one picture after the other uses, so that most allocate none. */
public final class Buffers {
  private static final int MOST_KEPT = 1 << 20;

  private final List<int[]> arrays = new ArrayList<>();
  private int taken;

  /** Begins with the first array again. */
  public void reset() {
    taken = 0;
  }

  /** An array of at least the given length, with whatever it held before. */
  public int[] ints(int length) {
    if (taken == arrays.size()) {
      arrays.add(new int[length]);
    } else if (arrays.get(taken).length < length) {
      arrays.set(taken, new int[length]);
    }
    return arrays.get(taken++);
  }

  /** Gives up what only unusually large pictures need. */
  public void release() {
    arrays.removeIf(array -> array.length > MOST_KEPT);
    taken = 0;
  }
}
