package io.flinkmobilenet.cli.submit;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options for connecting to a Flink cluster. */
final class FlinkOptions {
  private static final String VARIABLE = "MOBILENET_FLINK";

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description =
          "REST address of the cluster. Default: the environment variable "
              + VARIABLE
              + ", else"
              + " http://localhost:8081.")
  private String address;

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
    return FlinkCluster.at(address(), access);
  }

  /** The address of the cluster, from the option, the environment or the default. */
  FlinkAddress address() throws CommandFailure {
    return FlinkAddress.choose(address, VARIABLE, System.getenv(VARIABLE));
  }
}
