package io.flinkmobilenet.cli.terminal;

import picocli.CommandLine.IVersionProvider;

/** Says which version this is; the launcher reads it off the jar's name. */
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
