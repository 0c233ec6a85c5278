package io.flinkmobilenet.cli.terminal;

/** The formats in which results are printed. */
public enum OutputFormat {
  /** Columns for people. */
  TABLE,
  /** One JSON object per line, for programs. */
  JSON
}
