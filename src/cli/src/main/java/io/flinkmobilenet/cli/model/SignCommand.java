package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.input.ModelImportOptions;
import io.flinkmobilenet.cli.input.ModelSource;
import io.flinkmobilenet.cli.input.ModelSourceConverter;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.signing.SigningKey;
import io.flinkmobilenet.stream.state.ModelContents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs a model on a machine that has the key but no access to Kafka. */
@Command(
    name = "sign",
    description = {
      "Signs a model with its name and version and writes the signature to a separate file.",
      "For keys that stay on a machine without access to Kafka. Otherwise use model publish --key."
    })
public final class SignCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private OutputOptions output;
  @Mixin private ModelImportOptions importing;
  @Mixin private GoldenOption golden;
  @Mixin private ModelNameOptions name;

  @Parameters(
      paramLabel = ModelSource.PARAMETER,
      converter = ModelSourceConverter.class,
      description = ModelSource.DESCRIPTION)
  private ModelSource source;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "The private key, written by model keygen.")
  private Path key;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "File for the signature, for model publish --signature.")
  private Path file;

  @Option(
      names = "--epoch",
      paramLabel = "N",
      description = {
        "Also sign a request to activate the model with epoch N, for --activate. N must be",
        "higher than the last epoch, which model activate printed and which each record of the",
        "status topic contains."
      })
  private Long epoch;

  @Override
  public Integer call() throws CommandFailure, IOException {
    Output out = output.open();
    ModelKey model = name.key();
    SigningKey publisher = KeyFiles.read(key);
    Manifest manifest =
        ModelContents.of(golden.added(importing.read(source, output), output))
            .announce(model, Instant.now())
            .sign(publisher);
    Optional<ActivationRequest> activation =
        Optional.ofNullable(epoch)
            .map(number -> new ActivationRequest(model, number).sign(publisher));
    new DetachedSignature(manifest, activation).write(file);
    if (out.json()) {
      out.json(
          Output.object(
              "name", model.name(),
              "version", model.version(),
              "digest", manifest.digest(),
              "key", manifest.signature().keyId(),
              "epoch", epoch,
              "signature", file.toString()));
    } else {
      out.text(
          "signed %s, digest %s, with key %s"
              .formatted(model, manifest.digest(), manifest.signature().keyId()));
    }
    return ExitCode.OK;
  }
}
