package io.flinkmobilenet.cli.classify;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Processes inputs on several threads and passes the results on in the order of the inputs.
 *
 * <p>It never runs far ahead of the slowest input, so that memory stays bounded.
 */
public final class InOrder {
  private static final int AHEAD_PER_WORKER = 4;

  private InOrder() {}

  /**
   * Processes all inputs.
   *
   * @param workers one per thread
   */
  public static <I, O> void run(List<I> inputs, List<Function<I, O>> workers, Consumer<O> sink)
      throws InterruptedException {
    BlockingQueue<Function<I, O>> idle = new ArrayBlockingQueue<>(workers.size(), false, workers);
    ExecutorService threads = Executors.newFixedThreadPool(workers.size());
    Queue<Future<O>> running = new ArrayDeque<>();
    try {
      for (I input : inputs) {
        if (running.size() == AHEAD_PER_WORKER * workers.size()) {
          sink.accept(result(running.remove()));
        }
        running.add(threads.submit(() -> work(input, idle)));
      }
      while (!running.isEmpty()) {
        sink.accept(result(running.remove()));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static <I, O> O work(I input, BlockingQueue<Function<I, O>> idle)
      throws InterruptedException {
    Function<I, O> worker = idle.take();
    try {
      return worker.apply(input);
    } finally {
      idle.add(worker);
    }
  }

  private static <O> O result(Future<O> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a worker failed: " + e.getCause(), e.getCause());
    }
  }
}
