package io.flinkmobilenet.cli.input;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.importing.ImportOptions;
import io.flinkmobilenet.model.ModelArtifact;
import java.io.IOException;

/** The source of a command's model: a folder, a file, or a model included in the program. */
public sealed interface ModelSource permits ModelPath, BundledModel {
  /** Notation for all of them on the command line. */
  String PARAMETER = "DIR|FILE|bundled:NAME/VERSION";

  /** What the commands' help says of it. */
  String DESCRIPTION = "Folder or file with a model, or a model included in the program.";

  /** Name of the model if the command line gives none. */
  String name();

  /**
   * Reads the model.
   *
   * @param options what the user says of the model
   * @throws CommandFailure if there is none or it cannot be used
   */
  ModelArtifact read(ImportOptions options) throws CommandFailure, IOException;
}
