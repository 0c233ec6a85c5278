package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.input.KernelOption;
import io.flinkmobilenet.cli.input.ModelImportOptions;
import io.flinkmobilenet.cli.input.ModelSource;
import io.flinkmobilenet.cli.input.ModelSourceConverter;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.model.ModelArtifact;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the layers of a model, its parameters and multiply-adds, and the steps of its plan. */
@Command(
    name = "inspect",
    description =
        "Prints the layer table of a model: expansion factor t, output channels c, repeats n,"
            + " stride s, parameters (including moving averages of batch normalisation),"
            + " multiply-adds; then the steps in which it runs: kernels, fused operators, shapes.")
public final class InspectCommand implements Callable<Integer> {
  /** The largest number of classes that a model may have. */
  private static final int MOST_CLASSES = 1 << 16;

  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private ModelImportOptions importing;
  @Mixin private KernelOption kernel;

  @Parameters(
      paramLabel = ModelSource.PARAMETER,
      converter = ModelSourceConverter.class,
      description = ModelSource.DESCRIPTION)
  private ModelSource source;

  @Option(
      names = "--classes",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Also print the totals for N classes (default: ${DEFAULT-VALUE}).")
  private int classes;

  @Override
  public Integer call() throws CommandFailure, IOException {
    if (classes < 1 || classes > MOST_CLASSES) {
      throw CommandFailure.usage(
          "--classes must be from 1 to %d, found %d".formatted(MOST_CLASSES, classes), null);
    }
    Output out = output.open();
    ModelArtifact model = importing.read(source, output);
    ModelReport report = new ModelReport(source.name(), model, kernel.compile(model), classes);
    if (out.json()) {
      report.json(out);
    } else {
      report.table(out);
    }
    return ExitCode.OK;
  }
}
