package io.flinkmobilenet;

import java.util.concurrent.Executor;

/**
 * Where tests run what takes long or waits: each task in a thread of its own.
 *
 * <p>From JDK 25 on, a {@code CompletableFuture} without an executor always uses the common pool,
 * which has a single thread on a machine with two cores. A test that occupies this thread stops
 * Flink and Kafka in the same JVM, because they use the pool as well.
 */
public final class Background {
  /** Starts a thread for each task. */
  public static final Executor THREADS = task -> new Thread(task, "test-background").start();

  private Background() {}
}
