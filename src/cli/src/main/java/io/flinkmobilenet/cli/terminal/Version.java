package io.flinkmobilenet.cli.terminal;

import picocli.CommandLine.IVersionProvider;

/** Prints the program's version, which the launcher takes from the jar's name. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = System.getProperty("flinkmobilenet.version", "of unpacked classes");
    return new String[] {
      "flink-mobilenet " + version,
      "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }
}
