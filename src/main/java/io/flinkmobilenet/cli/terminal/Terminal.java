package io.flinkmobilenet.cli.terminal;

/**
 * Says whether the standard streams are a terminal.
 *
 * <p>The launcher knows and passes it on: {@link System#console()} needs both ends to be terminals
 * up to JDK 21 and is always there from JDK 22.
 */
final class Terminal {
  private Terminal() {}

  static boolean onStandardOutput() {
    return Boolean.getBoolean("flinkmobilenet.stdout.terminal");
  }

  static boolean onStandardError() {
    return Boolean.getBoolean("flinkmobilenet.stderr.terminal");
  }
}
