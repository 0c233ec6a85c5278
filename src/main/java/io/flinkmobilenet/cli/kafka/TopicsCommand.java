package io.flinkmobilenet.cli.kafka;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about the job's topics. */
@Command(
    name = "topics",
    description = "Makes the topics that the job reads and writes.",
    subcommands = TopicsCreateCommand.class)
public final class TopicsCommand implements Runnable {
  @Spec private CommandSpec command;

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "a command is missing after topics");
  }
}
