package io.flinkmobilenet.cli;

import picocli.CommandLine.ParseResult;

/** Command lines that files of other programs hold, read as the program itself would. */
public final class CommandLines {
  private CommandLines() {}

  /**
   * Reads a command line without running it.
   *
   * @throws picocli.CommandLine.ParameterException if the program would refuse it
   */
  public static ParseResult parse(String... arguments) {
    return Commands.all().parseArgs(KafkaPropertyArguments.gather(arguments));
  }
}
