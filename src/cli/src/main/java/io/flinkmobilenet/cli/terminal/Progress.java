package io.flinkmobilenet.cli.terminal;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error that appears only if the work takes more than a moment. */
public final class Progress implements AutoCloseable {
  private static final Duration DELAY = Duration.ofSeconds(2);

  private final String task;
  private final long steps;
  private final boolean visible;
  private final long started = System.nanoTime();
  private long done;
  private ProgressBar bar;

  Progress(String task, long steps, boolean visible) {
    this.task = task;
    this.steps = steps;
    this.visible = visible;
  }

  /** Advances by one step. */
  public synchronized void step() {
    done++;
    if (bar != null) {
      bar.stepTo(done);
    } else if (visible && System.nanoTime() - started > DELAY.toNanos()) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(steps)
              .setStyle(ProgressBarStyle.ASCII)
              .startsFrom(done, Duration.ofNanos(System.nanoTime() - started))
              .build();
    }
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
