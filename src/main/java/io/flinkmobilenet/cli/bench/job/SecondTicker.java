package io.flinkmobilenet.cli.bench.job;

import java.util.concurrent.TimeUnit;

/** Makes steps of time: one for each second that has passed, however often it is asked. */
final class SecondTicker {
  private final Runnable step;
  private final long started = System.nanoTime();
  private long told;

  SecondTicker(Runnable step) {
    this.step = step;
  }

  void tick() {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
    for (; told < seconds; told++) {
      step.run();
    }
  }
}
