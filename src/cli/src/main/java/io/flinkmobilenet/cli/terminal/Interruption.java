package io.flinkmobilenet.cli.terminal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Handles Ctrl-C for commands that do not end by themselves: the command stops what it started and
 * ends with {@link ExitCode#OK}.
 *
 * <p>After a signal Java ends with 130 or 143 unless it is halted. Open this before the resources
 * that have to be stopped, so that it is closed after them.
 */
public final class Interruption implements AutoCloseable {
  /**
   * Longest time to wait. A broker and a cluster in one process take some seconds to stop, more on
   * a busy machine.
   */
  private static final long TIMEOUT_SECONDS = 60;

  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::atExit, "interruption");

  private Interruption() {}

  /** Starts to handle Ctrl-C and the termination signal. */
  public static Interruption listen() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Waits for the signal. */
  public void await() throws InterruptedException {
    arrived.await();
  }

  /** Waits for the signal for the given time at most; true if it has been received. */
  public boolean arrivesIn(Duration time) throws InterruptedException {
    return arrived.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** True if the signal has been received. */
  public boolean arrived() {
    return arrived.getCount() == 0;
  }

  /** Called once everything is stopped; if the process is ending, it ends now. */
  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is already shutting down.
    }
  }

  private void atExit() {
    arrived.countDown();
    try {
      if (ended.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(ExitCode.OK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
