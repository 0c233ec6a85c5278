package io.flinkmobilenet.cli.input;

import io.flinkmobilenet.kernel.KernelChoice;
import picocli.CommandLine.Option;

/** The option of every command that runs a network in this process. */
public final class KernelOption {
  @Option(
      names = "--kernel",
      paramLabel = "auto|vector|scalar",
      defaultValue = "auto",
      description = "Arithmetic of the network; auto takes vector where it can run.")
  private KernelChoice kernel;

  /** The arithmetic that was asked for. */
  public KernelChoice choice() {
    return kernel;
  }
}
