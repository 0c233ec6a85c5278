package io.flinkmobilenet.bench;

import io.flinkmobilenet.cli.input.KernelOption;
import io.flinkmobilenet.cli.input.ModelImportOptions;
import io.flinkmobilenet.cli.input.ModelSource;
import io.flinkmobilenet.cli.input.ModelSourceConverter;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.Progress;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.model.ModelArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the network alone, on images that are already prepared. */
@Command(
    name = "network",
    description =
        "Measures the network alone, and compares it with the peak rate of multiply-adds of a core,"
            + " which is measured in the same run.")
public final class NetworkBenchCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private ModelImportOptions importing;
  @Mixin private KernelOption kernel;

  @Option(
      names = "--model",
      paramLabel = ModelSource.PARAMETER,
      converter = ModelSourceConverter.class,
      description =
          ModelSource.DESCRIPTION
              + " Without it, MobileNetV2 of width 1.0 at 224 pixels with made-up weights is"
              + " measured.")
  private ModelSource model;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads, each with its own images (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "500",
      description = "Measured images per thread (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(names = "--layers", description = "Also print the time of each step.")
  private boolean layers;

  @Option(
      names = "--chart",
      paramLabel = "FILE.svg",
      description = "Also draw the time of each step.")
  private Path chart;

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    if (threads < 1 || runs < 1) {
      throw CommandFailure.usage("--threads and --runs must be at least 1", null);
    }
    Output out = output.open();
    Workload workload = workload();
    try (Progress progress = output.progress("bench", NetworkBench.steps(runs))) {
      NetworkBench bench = new NetworkBench(workload, threads, runs, progress::step);
      NetworkTimes times = bench.run();
      NetworkReport report = new NetworkReport(workload, times);
      report.print(out);
      if (layers) {
        report.printSteps(out);
      }
      if (chart != null) {
        Files.writeString(chart, new StepChart(workload, times).svg());
      }
    }
    return ExitCode.OK;
  }

  private Workload workload() throws CommandFailure, IOException {
    Kernels kernels = kernel.select();
    if (model == null) {
      return Workload.madeUp(kernels);
    }
    ModelArtifact artifact = importing.read(model, output);
    return new Workload(
        model.name(), kernel.compile(artifact), artifact.graph().multiplyAdds(), kernels);
  }
}
