package io.flinkmobilenet.cli.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C as the way to end a command that has no end of its own: it stops what it started and its
 * exit code is {@link ExitCode#OK}.
 *
 * <p>Java ends with 130 or 143 after a signal, whatever was done about it, unless it is halted.
 * Open this before what has to be stopped, so that it is closed after it.
 */
public final class Interruption implements AutoCloseable {
  /** Broker and cluster in one process take some seconds to stop, more on a busy machine. */
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::atExit, "interruption");

  private Interruption() {}

  /** Takes Ctrl-C, and other friendly signals, from now on. */
  public static Interruption listen() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Waits for it. */
  public void await() throws InterruptedException {
    arrived.await();
  }

  /** Whether it has come. */
  public boolean arrived() {
    return arrived.getCount() == 0;
  }

  /** All is stopped: where the process is ending, it ends now. */
  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending.
    }
  }

  private void atExit() {
    arrived.countDown();
    try {
      if (ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(ExitCode.OK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
