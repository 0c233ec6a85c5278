package io.flinkmobilenet.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * The log of the trainer: lines on standard output and in a file, and progress as a bar on a
 * terminal or as occasional lines elsewhere.
 */
final class Journal implements AutoCloseable {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final PrintWriter file;
  private final boolean terminal = System.console() != null;

  private Journal(PrintWriter file) {
    this.file = file;
  }

  /** Creates a journal that appends to a file. */
  static Journal appendTo(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return new Journal(
        new PrintWriter(
            Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            true));
  }

  /** Writes a line with the time of day. */
  synchronized void say(String format, Object... values) {
    String line = LocalTime.now().format(TIME) + " " + format.formatted(values);
    System.out.println(line);
    file.println(line);
  }

  /** Starts a task of the given number of steps. */
  Task task(String name, int steps) {
    return new Task(name, steps);
  }

  @Override
  public void close() {
    file.close();
  }

  /** A task whose progress is shown. */
  final class Task implements AutoCloseable {
    private final String name;
    private final int steps;
    private final ProgressBar bar;
    private final long started = System.nanoTime();
    private long said = started;
    private int done;

    private Task(String name, int steps) {
      this.name = name;
      this.steps = steps;
      this.bar = terminal ? bar(name, steps) : null;
    }

    private static ProgressBar bar(String name, int steps) {
      return new ProgressBarBuilder()
          .setTaskName(name)
          .setInitialMax(steps)
          .setStyle(ProgressBarStyle.ASCII)
          .build();
    }

    /** Advances by one step. */
    synchronized void step() {
      done++;
      long now = System.nanoTime();
      if (bar != null) {
        bar.stepTo(done);
      } else if (now - said > PAUSE.toNanos()) {
        said = now;
        double left = (now - started) / 1e9 / done * (steps - done);
        say("%s: %d of %d, %.0f s left", name, done, steps, left);
      }
    }

    @Override
    public synchronized void close() {
      if (bar != null) {
        bar.close();
      }
    }
  }
}
