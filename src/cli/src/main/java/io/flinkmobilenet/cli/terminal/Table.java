package io.flinkmobilenet.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints text in columns. Numbers are aligned to the right, everything else to the left. A text
 * that is longer than its column is printed in full.
 */
public final class Table {
  private static final String GAP = "  ";

  private final Output output;
  private final List<String> titles;
  private final int[] widths;
  private boolean titled;

  private Table(Output output, List<String> titles, int[] widths) {
    this.output = output;
    this.titles = titles;
    this.widths = widths;
  }

  /**
   * Creates a table whose rows are printed as they arrive.
   *
   * @param widths characters, one width per title
   */
  public static Table streaming(Output output, List<String> titles, int... widths) {
    return new Table(output, titles, widths.clone());
  }

  /** Prints a complete table. Each column is as wide as its widest cell. */
  public static void print(Output output, List<String> titles, List<List<Object>> rows) {
    int[] widths = new int[titles.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = titles.get(column).length();
      for (List<Object> row : rows) {
        widths[column] = Math.max(widths[column], text(row.get(column)).length());
      }
    }
    Table table = new Table(output, titles, widths);
    for (List<Object> row : rows) {
      table.row(row.toArray());
    }
    if (rows.isEmpty()) {
      table.title();
    }
  }

  /** Prints a row, preceded by the titles if it is the first. */
  public void row(Object... cells) {
    title();
    List<String> padded = new ArrayList<>();
    for (int column = 0; column < cells.length; column++) {
      padded.add(pad(text(cells[column]), widths[column], cells[column] instanceof Number));
    }
    output.text(String.join(GAP, padded).stripTrailing());
  }

  /** The first name of a label that lists several: "bullfrog" for "bullfrog, Rana catesbeiana". */
  public static String brief(String label) {
    int comma = label.indexOf(", ");
    return comma < 0 ? label : label.substring(0, comma);
  }

  private void title() {
    if (!titled) {
      titled = true;
      row(titles.toArray());
    }
  }

  private static String text(Object cell) {
    if (cell instanceof Number number
        && Double.isFinite(number.doubleValue())
        && (cell instanceof Float || cell instanceof Double)) {
      return String.format(Locale.ROOT, "%.4f", ((Number) cell).doubleValue());
    }
    return Facts.text(cell);
  }

  private static String pad(String text, int width, boolean right) {
    String blanks = " ".repeat(Math.max(0, width - text.length()));
    return right ? blanks + text : text + blanks;
  }
}
