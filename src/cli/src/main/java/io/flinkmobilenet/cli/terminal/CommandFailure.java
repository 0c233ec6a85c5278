package io.flinkmobilenet.cli.terminal;

/**
 * A failure that a user can correct. Its message is one line that names the input, what was
 * expected and what was found; it also has an exit code.
 */
public final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The failure of an input that cannot be used. */
  public static CommandFailure input(String message, Throwable cause) {
    return new CommandFailure(ExitCode.INPUT, message, cause);
  }

  /** The failure of a command line that is not valid. */
  public static CommandFailure usage(String message, Throwable cause) {
    return new CommandFailure(ExitCode.USAGE, message, cause);
  }

  /** The failure of a service that cannot be reached or lacks something that is needed. */
  public static CommandFailure service(String message, Throwable cause) {
    return new CommandFailure(ExitCode.SERVICE, message, cause);
  }

  /** The same failure with more text at the end of its message. */
  public CommandFailure adding(String text) {
    return new CommandFailure(exitCode, getMessage() + text, this);
  }

  /** The exit code, one of {@link ExitCode}. */
  public int exitCode() {
    return exitCode;
  }
}
