package io.flinkmobilenet.network;

import java.util.Map.Entry;
import java.util.TreeMap;

/**
 * Lays out buffers of different lifetimes in one array: each takes the first gap that is large
 * enough, and leaves it when it is released.
 */
final class ArenaLayout {
  /** One cache line of floats. */
  private static final int ALIGNMENT = 16;

  /**
   * Where the first buffer starts. HotSpot puts the first element of an array 16 bytes behind the
   * start of the object, and {@link Arenas} at the start of a page: 12 floats on lies a cache line.
   * Vectors that straddle lines take twice as long; where the JVM does it otherwise, they do.
   */
  private static final int LEAD = 12;

  private final TreeMap<Integer, Integer> endByStart = new TreeMap<>();
  private int size;

  /** Start of a buffer of at least the given number of floats. */
  int allocate(int floats) {
    int needed = Math.addExact(Math.max(floats, 1), ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    int start = LEAD;
    for (Entry<Integer, Integer> taken : endByStart.entrySet()) {
      if (taken.getKey() - start >= needed) {
        break;
      }
      start = taken.getValue();
    }
    int end = Math.addExact(start, needed);
    endByStart.put(start, end);
    size = Math.max(size, end);
    return start;
  }

  /** Gives the buffer that starts there free. */
  void release(int start) {
    if (endByStart.remove(start) == null) {
      throw new IllegalStateException("no buffer at " + start);
    }
  }

  /** Floats that all buffers together need. */
  int size() {
    return size;
  }
}
