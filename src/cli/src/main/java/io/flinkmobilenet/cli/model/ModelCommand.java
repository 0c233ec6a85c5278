package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.classify.ModelCheckCommand;
import io.flinkmobilenet.cli.kafka.CompareCommand;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.VersionOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the commands about models. */
@Command(
    name = "model",
    description = "Prints, imports and checks models, or publishes and manages them in Kafka.",
    subcommands = {
      ArchitecturesCommand.class,
      InspectCommand.class,
      ImportCommand.class,
      ModelCheckCommand.class,
      KeygenCommand.class,
      SignCommand.class,
      PublishModelCommand.class,
      ActivateCommand.class,
      DeployCommand.class,
      DeploymentCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      RollbackCommand.class,
      CompareCommand.class,
      RemoveCommand.class,
      ListCommand.class
    })
public final class ModelCommand implements Runnable {
  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Spec private CommandSpec command;

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "expected a command after model");
  }
}
