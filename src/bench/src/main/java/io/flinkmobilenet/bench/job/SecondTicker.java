package io.flinkmobilenet.bench.job;

import java.util.concurrent.TimeUnit;

/**
 * Advances progress by one step per second of elapsed time, regardless of how often it is called.
 */
final class SecondTicker {
  private final Runnable step;
  private final long started = System.nanoTime();
  private long steps;

  SecondTicker(Runnable step) {
    this.step = step;
  }

  void tick() {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
    for (; steps < seconds; steps++) {
      step.run();
    }
  }
}
