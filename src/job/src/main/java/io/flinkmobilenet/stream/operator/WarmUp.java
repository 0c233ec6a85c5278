package io.flinkmobilenet.stream.operator;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Runs code on made-up input until HotSpot has compiled it or the time is up, so that the first
 * images are not classified by the interpreter. All subtasks of a job in a TaskManager run the same
 * compiled code, so that one of them runs it while the others wait.
 */
final class WarmUp {
  /** Time in which the code has to become no faster, and HotSpot has to compile little. */
  private static final long BLOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Number of such times before the code counts as compiled. */
  private static final int QUIET_BLOCKS = 3;

  /** A block is faster only if its shortest run took less than this part of the shortest before. */
  private static final double FASTER = 0.97;

  /** Part of a block that HotSpot may compile, in all its threads, as other tasks make it do so. */
  private static final double COMPILING = 0.1;

  private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

  private final ReentrantLock turn = new ReentrantLock();
  private final LongSupplier clock;
  private final LongSupplier compiledMillis;
  private boolean done;

  /** Creates a warm-up of code that no other one runs. */
  WarmUp() {
    this(System::nanoTime, WarmUp::compiledMillis);
  }

  /**
   * Creates a warm-up.
   *
   * @param clock nanoseconds
   * @param compiledMillis time that HotSpot has compiled so far, milliseconds
   */
  WarmUp(LongSupplier clock, LongSupplier compiledMillis) {
    this.clock = clock;
    this.compiledMillis = compiledMillis;
  }

  private static long compiledMillis() {
    return COMPILER != null && COMPILER.isCompilationTimeMonitoringSupported()
        ? COMPILER.getTotalCompilationTime()
        : 0;
  }

  /**
   * Runs the code, unless that was done before. Ends early if the thread is interrupted, and leaves
   * the thread interrupted, because the task was cancelled.
   *
   * @param limit longest time, apart from the last run; nothing is run if it is zero
   */
  void run(Duration limit, Runnable code) {
    if (limit.isZero()) {
      return;
    }
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      done = done || isCompiled(limit, code);
    } finally {
      turn.unlock();
    }
  }

  /** Returns false if the thread was interrupted. */
  private boolean isCompiled(Duration limit, Runnable code) {
    long start = clock.getAsLong();
    long shortest = Long.MAX_VALUE;
    int quiet = 0;
    while (quiet < QUIET_BLOCKS && clock.getAsLong() - start < limit.toNanos()) {
      long begin = clock.getAsLong();
      long compiledBefore = compiledMillis.getAsLong();
      long shortestHere = Long.MAX_VALUE;
      for (long now = begin; now - begin < BLOCK_NANOS && now - start < limit.toNanos(); ) {
        if (Thread.currentThread().isInterrupted()) {
          return false;
        }
        code.run();
        long end = clock.getAsLong();
        shortestHere = Math.min(shortestHere, end - now);
        now = end;
      }
      long block = clock.getAsLong() - begin;
      long compiled = TimeUnit.MILLISECONDS.toNanos(compiledMillis.getAsLong() - compiledBefore);
      boolean still = shortestHere >= FASTER * shortest && compiled <= COMPILING * block;
      quiet = still ? quiet + 1 : 0;
      shortest = Math.min(shortest, shortestHere);
    }
    return true;
  }
}
