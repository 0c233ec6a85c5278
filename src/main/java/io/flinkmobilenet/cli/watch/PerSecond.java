package io.flinkmobilenet.cli.watch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One value for each of the latest seconds; older ones are forgotten.
 *
 * @param <T> what is counted in a second; changed in place
 */
final class PerSecond<T> {
  private final List<T> values;
  private final long[] seconds;
  private final Supplier<T> empty;

  /**
   * Nothing yet.
   *
   * @param span how many seconds are kept
   * @param empty a value of a second in which nothing happened
   */
  PerSecond(int span, Supplier<T> empty) {
    this.values = new ArrayList<>(Collections.nCopies(span, null));
    this.seconds = new long[span];
    this.empty = empty;
  }

  /** The value of a second, made where there is none; the one that it pushes out is forgotten. */
  T of(long second) {
    int slot = slot(second);
    if (values.get(slot) == null || seconds[slot] != second) {
      values.set(slot, empty.get());
      seconds[slot] = second;
    }
    return values.get(slot);
  }

  /** The value of a second in which something happened. */
  Optional<T> find(long second) {
    int slot = slot(second);
    return seconds[slot] == second ? Optional.ofNullable(values.get(slot)) : Optional.empty();
  }

  private int slot(long second) {
    return (int) Math.floorMod(second, (long) seconds.length);
  }
}
