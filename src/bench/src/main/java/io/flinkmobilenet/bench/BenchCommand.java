package io.flinkmobilenet.bench;

import io.flinkmobilenet.bench.job.JobBenchCommand;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.VersionOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the benchmark commands. */
@Command(
    name = "bench",
    description = "Measures the speed of parts of the program on this machine.",
    subcommands = {ImageBenchCommand.class, JobBenchCommand.class, NetworkBenchCommand.class})
public final class BenchCommand implements Runnable {
  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Spec private CommandSpec command;

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "expected a command after bench");
  }
}
