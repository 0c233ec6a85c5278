package io.flinkmobilenet.training;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Processes a range of numbers with several threads, each with its own worker. */
final class InParallel {
  private InParallel() {}

  /**
   * Passes every number below {@code count} to one of the workers.
   *
   * @throws ExecutionException if a worker fails
   */
  static void run(int threads, int count, Supplier<IntConsumer> worker)
      throws ExecutionException, InterruptedException {
    AtomicInteger next = new AtomicInteger();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        running.add(
            executor.submit(
                () -> {
                  IntConsumer own = worker.get();
                  for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    own.accept(i);
                  }
                }));
      }
      for (Future<?> thread : running) {
        thread.get();
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
