package io.flinkmobilenet.cli.terminal;

import java.io.PrintWriter;

/** A status line at the bottom of a terminal, which is overwritten at each update. */
public final class LiveLine implements AutoCloseable {
  private static final String WIPE = "\r\u001b[K";

  private final PrintWriter terminal;
  private String shown = "";

  /**
   * Creates a line.
   *
   * @param terminal terminal that shows it; null for none
   */
  LiveLine(PrintWriter terminal) {
    this.terminal = terminal;
  }

  /** True if it is shown. */
  public boolean visible() {
    return terminal != null;
  }

  /** Replaces the text. */
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
