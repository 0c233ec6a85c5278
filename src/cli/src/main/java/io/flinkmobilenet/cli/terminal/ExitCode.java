package io.flinkmobilenet.cli.terminal;

/** The exit codes of all commands. */
public final class ExitCode {
  /** The command succeeded. */
  public static final int OK = 0;

  /** An input failed: an image, a model or a job. */
  public static final int INPUT = 1;

  /** The command line is not valid. */
  public static final int USAGE = 2;

  /** A service could not be reached or lacks something that the command needs. */
  public static final int SERVICE = 3;

  private ExitCode() {}
}
