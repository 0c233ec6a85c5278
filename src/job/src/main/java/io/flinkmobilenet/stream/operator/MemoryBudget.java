package io.flinkmobilenet.stream.operator;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits by how much the remembered answers of a subtask grow in the time for which they are kept,
 * so that images with ever new sources do not fill the memory.
 */
final class MemoryBudget {
  /** Most bytes by which the answers grow in a period. */
  static final long MOST = 64L << 20;

  private final long periodMillis;
  private final LongSupplier clock;
  private long start;
  private long taken;

  /**
   * Creates a budget.
   *
   * @param clock processing time, milliseconds
   */
  MemoryBudget(Duration period, LongSupplier clock) {
    this.periodMillis = period.toMillis();
    this.clock = clock;
    this.start = clock.getAsLong();
  }

  /** Takes bytes from the budget; returns false if there are too few left. */
  boolean take(int bytes) {
    long now = clock.getAsLong();
    if (now - start >= periodMillis || now < start) {
      start = now;
      taken = 0;
    }
    if (bytes > 0 && taken + bytes > MOST) {
      return false;
    }
    taken = Math.max(0, taken + bytes);
    return true;
  }
}
