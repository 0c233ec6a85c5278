package io.flinkmobilenet.cli.input;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.kernel.KernelChoice;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.network.Plan;
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

  /**
   * The model ready to run with this arithmetic.
   *
   * @throws CommandFailure where the kernels that are asked for cannot run here, or the model
   *     cannot be compiled for them
   */
  public Plan compile(ModelArtifact model) throws CommandFailure {
    try {
      return model.compile(select());
    } catch (InvalidModelException e) {
      throw CommandFailure.input(e.getMessage(), e);
    }
  }

  /**
   * The kernels of this arithmetic.
   *
   * @throws CommandFailure where those that are asked for cannot run here
   */
  public Kernels select() throws CommandFailure {
    try {
      return KernelProvider.select(kernel);
    } catch (IllegalStateException e) {
      throw CommandFailure.usage("--kernel " + kernel + ": " + e.getMessage(), e);
    }
  }
}
