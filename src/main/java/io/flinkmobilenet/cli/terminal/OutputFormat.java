package io.flinkmobilenet.cli.terminal;

/** How results are printed. */
public enum OutputFormat {
  /** Columns for people. */
  TABLE,
  /** One JSON object a line, for programs. */
  JSON
}
