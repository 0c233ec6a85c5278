package io.flinkmobilenet.cli.terminal;

/** The exit codes of every command. */
public final class ExitCode {
  /** All went well. */
  public static final int OK = 0;

  /** Some input failed: a picture, a model, a job. */
  public static final int INPUT = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** A service could not be reached, or lacks what the command needs of it. */
  public static final int SERVICE = 3;

  private ExitCode() {}
}
