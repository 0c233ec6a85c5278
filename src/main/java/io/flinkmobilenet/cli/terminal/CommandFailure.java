package io.flinkmobilenet.cli.terminal;

/**
 * A failure that a user can do something about: one line that names the input, what was expected
 * and what was found, and the exit code.
 */
public final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Some input cannot be used. */
  public static CommandFailure input(String message, Throwable cause) {
    return new CommandFailure(ExitCode.INPUT, message, cause);
  }

  /** The command line asks for what cannot be. */
  public static CommandFailure usage(String message, Throwable cause) {
    return new CommandFailure(ExitCode.USAGE, message, cause);
  }

  /** A service cannot be reached, or lacks what is needed. */
  public static CommandFailure service(String message, Throwable cause) {
    return new CommandFailure(ExitCode.SERVICE, message, cause);
  }

  /** The same failure, with what else has to be said of it. */
  public CommandFailure adding(String text) {
    return new CommandFailure(exitCode, getMessage() + text, this);
  }

  /** One of {@link ExitCode}. */
  public int exitCode() {
    return exitCode;
  }
}
