package io.flinkmobilenet.cli;

import io.flinkmobilenet.cli.bench.BenchCommand;
import io.flinkmobilenet.cli.camera.CameraCommand;
import io.flinkmobilenet.cli.classify.ClassifyCommand;
import io.flinkmobilenet.cli.demo.DemoCommand;
import io.flinkmobilenet.cli.evaluate.EvaluateCommand;
import io.flinkmobilenet.cli.kafka.ConsumeCommand;
import io.flinkmobilenet.cli.kafka.PublishCommand;
import io.flinkmobilenet.cli.kafka.TopicsCommand;
import io.flinkmobilenet.cli.model.ModelCommand;
import io.flinkmobilenet.cli.submit.StopCommand;
import io.flinkmobilenet.cli.submit.SubmitCommand;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Version;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.cli.watch.WatchCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command above all commands. */
@Command(
    name = "mobilenet",
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    usageHelpAutoWidth = true,
    description = "Classifies streams of pictures with MobileNetV2, Kafka and Flink.",
    subcommands = {
      DemoCommand.class,
      ClassifyCommand.class,
      EvaluateCommand.class,
      PublishCommand.class,
      CameraCommand.class,
      ConsumeCommand.class,
      ModelCommand.class,
      TopicsCommand.class,
      SubmitCommand.class,
      StopCommand.class,
      WatchCommand.class,
      BenchCommand.class,
      HelpCommand.class,
      CompletionCommand.class
    })
final class Mobilenet implements Runnable {
  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Spec private CommandSpec command;

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "a command is missing");
  }
}
