package io.flinkmobilenet.cli.terminal;

/**
 * Tells which standard streams are terminals.
 *
 * <p>The launcher checks this and passes it on. {@link System#console()} is no substitute: up to
 * JDK 21 it requires both streams to be terminals, and from JDK 22 it always exists.
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
