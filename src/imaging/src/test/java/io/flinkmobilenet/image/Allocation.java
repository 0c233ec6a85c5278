package io.flinkmobilenet.image;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures how much memory the calling thread allocates. */
final class Allocation {
  private Allocation() {}

  /** An action to measure. */
  interface Action {
    void run() throws Exception;
  }

  /** Bytes that the action allocates, whether it throws or not. */
  static long of(Action action) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      action.run();
    } catch (Exception e) {
      // Exceptions are checked by other tests.
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
