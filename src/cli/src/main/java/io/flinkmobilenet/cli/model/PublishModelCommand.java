package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.input.ModelImportOptions;
import io.flinkmobilenet.cli.input.ModelSource;
import io.flinkmobilenet.cli.input.ModelSourceConverter;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ModelContent;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.client.ModelRegistry;
import io.flinkmobilenet.protocol.client.RefusedRequestException;
import io.flinkmobilenet.protocol.signing.SigningKey;
import io.flinkmobilenet.stream.state.ModelContents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Publishes a model to the models topic. */
@Command(
    name = "publish",
    description =
        "Publishes a model to the models topic, in chunks that fit Kafka's default limits.")
public final class PublishModelCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private OutputOptions output;
  @Mixin private ModelImportOptions importing;
  @Mixin private GoldenOption golden;
  @Mixin private ModelsTopicOptions topic;
  @Mixin private StatusTopicOption status;
  @Mixin private ModelNameOptions name;
  @Mixin private SigningOptions signing;

  @Parameters(
      paramLabel = ModelSource.PARAMETER,
      converter = ModelSourceConverter.class,
      description = ModelSource.DESCRIPTION)
  private ModelSource source;

  @Option(names = "--activate", description = "Also make it the active model.")
  private boolean activate;

  @Option(
      names = "--signature",
      paramLabel = "FILE",
      description = "Publish it with this signature, which model sign has written.")
  private Path signature;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description =
          "Afterwards remove the oldest models from the topic: all but the N newest, those that the"
              + " request in force names, and those that a rollback from it needs.")
  private Integer keep;

  @Override
  public Integer call()
      throws CommandFailure,
          KafkaNotReadyException,
          RefusedRequestException,
          IOException,
          InterruptedException {
    Output out = output.open();
    ModelKey key = name.key();
    if (keep != null && keep < 1) {
      throw CommandFailure.usage("--keep: expected at least 1, found " + keep, null);
    }
    Optional<SigningKey> publisher = signing.key();
    if (publisher.isPresent() && signature != null) {
      throw CommandFailure.usage("expected --key or --signature, found both", null);
    }
    ModelContent model = ModelContents.of(golden.added(importing.read(source, output), output));
    Manifest manifest;
    Long epoch;
    if (signature == null) {
      Manifest unsigned = model.announce(key, Instant.now());
      manifest = publisher.map(unsigned::sign).orElse(unsigned);
      ModelRegistry registry = topic.registry(status.topic());
      registry.publish(manifest, model);
      epoch = activate ? registry.activate(key, publisher) : null;
    } else {
      DetachedSignature signed = DetachedSignature.read(signature, key, model);
      manifest = signed.manifest();
      epoch = publish(signed, model);
    }
    report(out, manifest, epoch, retire());
    return ExitCode.OK;
  }

  /** Publishes a model that was signed elsewhere; returns the epoch, or null without activation. */
  private Long publish(DetachedSignature signed, ModelContent model)
      throws CommandFailure, KafkaNotReadyException, RefusedRequestException, InterruptedException {
    // A signature that lacks the request is refused before anything is published.
    ActivationRequest request = activate ? activation(signed) : null;
    ModelRegistry registry = topic.registry(status.topic());
    registry.publish(signed.manifest(), model);
    if (request == null) {
      return null;
    }
    registry.activate(request);
    return request.epoch();
  }

  /** Names of the removed models, newest first. */
  private List<String> retire() throws KafkaNotReadyException, InterruptedException {
    return keep == null
        ? List.of()
        : topic.registry(status.topic()).retire(keep).stream()
            .map(manifest -> manifest.key().toString())
            .toList();
  }

  private ActivationRequest activation(DetachedSignature signed) throws CommandFailure {
    return signed
        .activation()
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "--activate: expected a signature made with model sign --epoch N, found one"
                        + " without an epoch in "
                        + signature,
                    null));
  }

  private static void report(Output out, Manifest manifest, Long epoch, List<String> removed) {
    ModelKey key = manifest.key();
    String signedBy = manifest.signature() == null ? null : manifest.signature().keyId();
    Map<String, Object> fields =
        Output.object(
            "name", key.name(),
            "version", key.version(),
            "digest", manifest.digest(),
            "bytes", manifest.bytes(),
            "signedBy", signedBy,
            "epoch", epoch,
            "removed", removed);
    if (out.json()) {
      out.json(fields);
    } else {
      out.text("published %s, digest %s".formatted(key, manifest.digest()));
      if (signedBy != null) {
        out.text("signed with key " + signedBy);
      }
      if (epoch != null) {
        out.text("activated with epoch " + epoch);
      }
    }
  }
}
