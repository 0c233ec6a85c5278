package io.flinkmobilenet.showcase.watch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One value per second for the latest seconds; older values are dropped.
 *
 * @param <T> type of a second's value, which is changed in place
 */
final class PerSecond<T> {
  private final List<T> values;
  private final long[] seconds;
  private final Supplier<T> empty;

  /**
   * Starts without values.
   *
   * @param span number of seconds to keep
   * @param empty creates the value of a second in which nothing has happened
   */
  PerSecond(int span, Supplier<T> empty) {
    this.values = new ArrayList<>(Collections.nCopies(span, null));
    this.seconds = new long[span];
    this.empty = empty;
  }

  /** The value of a second, which is created if there is none and replaces the oldest. */
  T of(long second) {
    int slot = slot(second);
    if (values.get(slot) == null || seconds[slot] != second) {
      values.set(slot, empty.get());
      seconds[slot] = second;
    }
    return values.get(slot);
  }

  /** The value of a second; empty if nothing happened in it. */
  Optional<T> find(long second) {
    int slot = slot(second);
    return seconds[slot] == second ? Optional.ofNullable(values.get(slot)) : Optional.empty();
  }

  private int slot(long second) {
    return (int) Math.floorMod(second, (long) seconds.length);
  }
}
