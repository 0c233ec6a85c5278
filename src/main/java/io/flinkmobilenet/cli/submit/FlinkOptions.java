package io.flinkmobilenet.cli.submit;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options for connecting to a Flink cluster. */
final class FlinkOptions {
  @Option(
      names = "--flink",
      paramLabel = "URL",
      defaultValue = "${env:MOBILENET_FLINK:-http://localhost:8081}",
      description =
          "REST address of the cluster. Default: the environment variable MOBILENET_FLINK, else"
              + " http://localhost:8081.")
  private URI address;

  @Option(
      names = "--flink-properties",
      paramLabel = "FILE",
      description = {
        "File with credentials, for an address that begins with https:",
        "  trust.certificates, a PEM file;",
        "  user and password, or token;",
        "  client.keystore, a PKCS #12 file, and client.keystore.password."
      })
  private Path file;

  FlinkCluster cluster() throws CommandFailure {
    FlinkAccess access = file == null ? FlinkAccess.OPEN : FlinkAccess.read(file);
    return FlinkCluster.at(address, access);
  }

  URI address() {
    return address;
  }
}
