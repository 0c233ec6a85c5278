package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.protocol.signing.SigningKey;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The signing key of commands for which signing is optional. */
final class SigningOptions {
  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Sign with this private key, written by model keygen.")
  private Path key;

  Optional<SigningKey> key() throws CommandFailure {
    return key == null ? Optional.empty() : Optional.of(KeyFiles.read(key));
  }
}
