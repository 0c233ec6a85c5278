package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.protocol.ModelKey;
import picocli.CommandLine.Option;

/** Name and version of a model. */
final class ModelNameOptions {
  @Option(names = "--name", required = true, paramLabel = "N", description = "The model's name.")
  private String name;

  @Option(
      names = "--version",
      required = true,
      paramLabel = "V",
      description = "The model's version.")
  private String version;

  // --version is the model's version here, so the program's needs another name.
  @Option(
      names = {"-V", "--print-version"},
      versionHelp = true,
      description = "Print the version of this program and exit.")
  private boolean programVersion;

  ModelKey key() throws CommandFailure {
    try {
      return new ModelKey(name, version);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(e.getMessage(), e);
    }
  }
}
