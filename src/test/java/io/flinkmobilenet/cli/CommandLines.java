package io.flinkmobilenet.cli;

import picocli.CommandLine.ParseResult;

/** Parses command lines from files of other programs in the same way as this program does. */
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
