package io.flinkmobilenet.cli.terminal;

import java.io.PrintWriter;

/**
 * One line at the bottom of a terminal that says how things stand, written over again and again.
 */
public final class LiveLine implements AutoCloseable {
  private static final String WIPE = "\r\u001b[K";

  private final PrintWriter terminal;
  private String shown = "";

  /**
   * A line.
   *
   * @param terminal where to show it; null for nowhere
   */
  LiveLine(PrintWriter terminal) {
    this.terminal = terminal;
  }

  /** Whether anybody sees it. */
  public boolean visible() {
    return terminal != null;
  }

  /** Shows another text. */
  public void show(String text) {
    if (visible()) {
      shown = text;
      terminal.print(WIPE + text);
      terminal.flush();
    }
  }

  /** Prints a result above the line. */
  public void above(Runnable result) {
    String below = shown;
    show("");
    result.run();
    show(below);
  }

  @Override
  public void close() {
    show("");
  }
}
