package io.flinkmobilenet.cli.submit;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which cluster, and how to get in. */
final class FlinkOptions {
  @Option(
      names = "--flink",
      required = true,
      paramLabel = "URL",
      description = "REST address of the cluster, http://localhost:8081 for example.")
  private URI address;

  @Option(
      names = "--flink-properties",
      paramLabel = "FILE",
      description = {
        "How to get in, where the address begins with https:",
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
