package io.flinkmobilenet.cli.input;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.model.ModelArtifact;
import java.io.IOException;

/** The source of a command's model: a folder or a model included in the program. */
public sealed interface ModelSource permits ModelFolder, BundledModel {
  /** Notation for both on the command line. */
  String PARAMETER = "DIR|bundled:NAME/VERSION";

  /** Name of the model if the command line gives none. */
  String name();

  /**
   * Reads the model.
   *
   * @throws CommandFailure if there is none or it cannot be used
   */
  ModelArtifact read() throws CommandFailure, IOException;
}
