package io.flinkmobilenet.showcase.demo;

import io.flinkmobilenet.cli.terminal.LiveLine;
import io.flinkmobilenet.cli.terminal.Output;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Reports the status of the demonstration: as a changing line on a terminal, otherwise as a new
 * line from time to time.
 */
final class CameraDisplay implements AutoCloseable {
  private static final long LIVE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long LINES_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Output out;
  private final LiveLine line;
  private final String page;
  private long last = System.nanoTime() - LINES_NANOS;

  /**
   * Creates a display.
   *
   * @param page address of the page, or null
   */
  CameraDisplay(Output out, LiveLine line, String page) {
    this.out = out;
    this.line = line;
    this.page = page;
  }

  /**
   * Reports an event.
   *
   * @param fields the same as fields for JSON
   */
  void event(String text, Map<String, Object> fields) {
    line.above(
        () -> {
          if (out.json()) {
            out.json(fields);
          } else {
            out.text(text);
          }
        });
  }

  /** Reports what the demonstration is waiting for. */
  void waiting(String what) {
    line.show(what);
  }

  /** Reports the status if it is time to do so. */
  void status(Schedule schedule, RecentResults recent, String model, boolean swapToCome) {
    long now = System.nanoTime();
    if (now - last < (line.visible() ? LIVE_NANOS : LINES_NANOS)) {
      return;
    }
    last = now;
    double perSecond = recent.perSecond(System.currentTimeMillis());
    String text = text(schedule, recent, model, swapToCome, perSecond);
    if (line.visible()) {
      line.show(page == null ? text : text + ", " + page);
    } else {
      event(text, Map.of("status", fields(schedule, recent, model, perSecond)));
    }
  }

  @Override
  public void close() {
    line.close();
  }

  private static String text(
      Schedule schedule, RecentResults recent, String model, boolean swapToCome, double perSecond) {
    return "%4.0f s: %5.1f images per second, %s ms, %s%s, %s"
        .formatted(
            schedule.elapsedSeconds(),
            perSecond,
            recent.latency() == null ? "–" : recent.latency(),
            model,
            recent.accuracy() == null ? "" : " right in " + percent(recent.accuracy()),
            schedule.next(swapToCome));
  }

  private static Map<String, Object> fields(
      Schedule schedule, RecentResults recent, String model, double perSecond) {
    return Output.object(
        "seconds", schedule.elapsedSeconds(),
        "picturesPerSecond", perSecond,
        "latencyMillis", recent.latency(),
        "model", model,
        "accuracy", recent.accuracy());
  }

  /** A share as a percentage: 98.7 %. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
