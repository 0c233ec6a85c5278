package io.flinkmobilenet.cli.input;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.simd.KernelChoice;
import picocli.CommandLine.Option;

/** The option of all commands that run a network in this process. */
public final class KernelOption {
  @Option(
      names = "--kernel",
      paramLabel = "auto|vector|scalar",
      defaultValue = "auto",
      description = "Kernels of the network; auto uses vector if it is available.")
  private KernelChoice kernel;

  /** The kernels that were chosen. */
  public KernelChoice choice() {
    return kernel;
  }

  /**
   * Compiles a model for the chosen kernels.
   *
   * @throws CommandFailure if the chosen kernels cannot run here or the model cannot be compiled
   *     for them
   */
  public Plan compile(ModelArtifact model) throws CommandFailure {
    try {
      return model.compile(select());
    } catch (InvalidModelException e) {
      throw CommandFailure.input(e.getMessage(), e);
    }
  }

  /**
   * Loads the chosen kernels.
   *
   * @throws CommandFailure if they cannot run here
   */
  public Kernels select() throws CommandFailure {
    try {
      return KernelProvider.select(kernel);
    } catch (IllegalStateException e) {
      throw CommandFailure.usage("--kernel " + kernel + ": " + e.getMessage(), e);
    }
  }
}
