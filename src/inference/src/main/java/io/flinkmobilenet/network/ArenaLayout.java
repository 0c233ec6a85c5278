package io.flinkmobilenet.network;

import java.util.Map.Entry;
import java.util.TreeMap;

/**
 * Lays out buffers with different lifetimes in one array: each buffer takes the first gap that is
 * large enough, and frees it when it is released.
 */
final class ArenaLayout {
  /** Number of floats in a cache line. */
  private static final int ALIGNMENT = 16;

  /**
   * Start of the first buffer. HotSpot puts the first element of an array 16 bytes after the start
   * of the object, and {@link Arenas} puts the object at the start of a page, so that index 12 is
   * at the start of a cache line. Vectors that cross a cache line cost twice as much. On a JVM with
   * another array layout the buffers are just not aligned.
   */
  private static final int LEAD = 12;

  private final TreeMap<Integer, Integer> endByStart = new TreeMap<>();
  private int size;

  /** Returns the start of a new buffer of at least the given number of floats. */
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

  /** Frees the buffer with the given start. */
  void release(int start) {
    if (endByStart.remove(start) == null) {
      throw new IllegalStateException("no buffer at " + start);
    }
  }

  /** Returns the number of floats that all buffers together need. */
  int size() {
    return size;
  }
}
