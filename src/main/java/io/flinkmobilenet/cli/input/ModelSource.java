package io.flinkmobilenet.cli.input;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.model.ModelArtifact;
import java.io.IOException;

/** Where a command finds a model: in a folder, or among those that come with the program. */
public sealed interface ModelSource permits ModelFolder, BundledModel {
  /** How a command line tells the one from the other. */
  String PARAMETER = "DIR|bundled:NAME/VERSION";

  /** What to call the model where nobody gave it a name. */
  String name();

  /**
   * The model.
   *
   * @throws CommandFailure where there is none, or none that can be used
   */
  ModelArtifact read() throws CommandFailure, IOException;
}
