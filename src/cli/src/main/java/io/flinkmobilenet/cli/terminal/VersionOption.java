package io.flinkmobilenet.cli.terminal;

import picocli.CommandLine.Option;

/** {@code --version}, of every command, except those in which it is a model's version. */
public final class VersionOption {
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version and exit.")
  private boolean version;
}
