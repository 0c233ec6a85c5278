package io.flinkmobilenet.showcase.watch;

import io.flinkmobilenet.showcase.watch.WatchSnapshot.Swap;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The active model and the time since when it is active. This is taken from {@code model-status}
 * or, if that topic has no status, from the predictions.
 */
final class ModelSwaps {
  static final int MOST = 32;

  private final Deque<Swap> swaps = new ArrayDeque<>();
  private boolean reported;

  /** Records that the job has reported a model as active, at a time in milliseconds. */
  void active(String model, long at) {
    if (!reported) {
      reported = true;
      swaps.clear();
    }
    change(model, at);
  }

  /** Records that a model made a prediction, at a time in milliseconds. */
  void seen(String model, long at) {
    if (!reported) {
      change(model, at);
    }
  }

  /** The active model; null while none is known. */
  Swap current() {
    return swaps.peekLast();
  }

  /** The latest swaps, oldest first. */
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
