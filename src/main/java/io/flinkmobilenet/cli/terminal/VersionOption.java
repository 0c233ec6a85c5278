package io.flinkmobilenet.cli.terminal;

import picocli.CommandLine.Option;

/** {@code --version}, which every command has where it does not mean a model's version. */
public final class VersionOption {
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version and exit.")
  private boolean version;
}
