package io.flinkmobilenet.cli;

import io.flinkmobilenet.cli.kafka.ConsumeCommand;
import io.flinkmobilenet.cli.kafka.PublishCommand;
import io.flinkmobilenet.cli.kafka.TopicsCommand;
import io.flinkmobilenet.cli.terminal.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command above all commands. */
@Command(
    name = "mobilenet",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpAutoWidth = true,
    description = "Classifies streams of pictures with MobileNetV2, Kafka and Flink.",
    subcommands = {PublishCommand.class, ConsumeCommand.class, TopicsCommand.class})
final class Mobilenet implements Runnable {
  @Spec private CommandSpec command;

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "a command is missing");
  }
}
