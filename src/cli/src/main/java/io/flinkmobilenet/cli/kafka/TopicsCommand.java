package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.VersionOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the commands about the job's topics. */
@Command(
    name = "topics",
    description = "Creates the topics that the job reads and writes.",
    subcommands = TopicsCreateCommand.class)
public final class TopicsCommand implements Runnable {
  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Spec private CommandSpec command;

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "expected a command after topics");
  }
}
