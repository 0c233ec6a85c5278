package io.flinkmobilenet.cli.watch;

import io.flinkmobilenet.cli.watch.WatchSnapshot.Swap;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Which model is in charge, and since when: as {@code model-status} tells it, or as predictions
 * show it where that topic tells nothing.
 */
final class ModelSwaps {
  static final int MOST = 32;

  private final Deque<Swap> swaps = new ArrayDeque<>();
  private boolean told;

  /** The job says that a model took charge, at a time in milliseconds. */
  void active(String model, long at) {
    if (!told) {
      told = true;
      swaps.clear();
    }
    change(model, at);
  }

  /** A model made a prediction, at a time in milliseconds. */
  void seen(String model, long at) {
    if (!told) {
      change(model, at);
    }
  }

  /** The model in charge, null while none is known. */
  Swap inCharge() {
    return swaps.peekLast();
  }

  /** The latest, oldest first. */
  List<Swap> latest() {
    return List.copyOf(swaps);
  }

  private void change(String model, long at) {
    Swap current = swaps.peekLast();
    if (current != null && (current.model().equals(model) || at < current.at())) {
      return;
    }
    swaps.addLast(new Swap(at, model, current == null ? null : current.model()));
    if (swaps.size() > MOST) {
      swaps.removeFirst();
    }
  }
}
