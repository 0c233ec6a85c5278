package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.protocol.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates a key pair for signing models. */
@Command(
    name = "keygen",
    description = {
      "Creates an Ed25519 key pair for signing models and writes it to two PEM files: the private"
          + " key, which only its owner may read, and the public key, for the job's --trusted-keys.",
      "Existing files are not changed."
    })
public final class KeygenCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for both files; created if it does not exist.")
  private Path folder;

  @Override
  public Integer call() throws CommandFailure, IOException {
    Output out = output.open();
    SigningKey key = SigningKey.generate();
    KeyFiles files = KeyFiles.in(folder);
    files.write(key);
    if (out.json()) {
      out.json(
          Output.object(
              "key", key.verificationKey().id(),
              "privateKey", files.privateKey().toString(),
              "publicKey", files.publicKey().toString()));
    } else {
      out.text("created key " + key.verificationKey().id());
      out.text("private key, keep it secret: " + files.privateKey());
      out.text("public key, for --trusted-keys: " + files.publicKey());
    }
    return ExitCode.OK;
  }
}
