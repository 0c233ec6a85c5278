package io.flinkmobilenet.cli.input;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.kernel.KernelChoice;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.ModelDirectory;
import io.flinkmobilenet.network.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a model for a command. */
public final class ModelFolder {
  private ModelFolder() {}

  /**
   * The model in a folder.
   *
   * @throws CommandFailure where there is no such folder, or no usable model in it
   */
  public static ModelArtifact read(Path folder) throws CommandFailure, IOException {
    if (!Files.isDirectory(folder)) {
      throw CommandFailure.usage(
          folder + ": expected a folder with a model, found " + found(folder), null);
    }
    try {
      return ModelDirectory.read(folder);
    } catch (InvalidModelException e) {
      throw CommandFailure.input(e.getMessage(), e);
    }
  }

  /**
   * The model ready to run.
   *
   * @throws CommandFailure where the kernels that are asked for cannot run here, or the model
   *     cannot be compiled for them
   */
  public static Plan compile(ModelArtifact model, KernelChoice kernel) throws CommandFailure {
    try {
      return model.compile(KernelProvider.select(kernel));
    } catch (IllegalStateException e) {
      throw CommandFailure.usage("--kernel " + kernel + ": " + e.getMessage(), e);
    } catch (InvalidModelException e) {
      throw CommandFailure.input(e.getMessage(), e);
    }
  }

  /** What a folder is called where nobody gave the model a name. */
  public static String name(Path folder) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name == null ? "model" : name.toString();
  }

  private static String found(Path folder) {
    return Files.exists(folder) ? "a file" : "nothing";
  }
}
