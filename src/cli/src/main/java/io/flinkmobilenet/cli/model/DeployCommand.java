package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.deployment.DeploymentFile;
import io.flinkmobilenet.cli.deployment.ModelReference;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.client.RefusedRequestException;
import io.flinkmobilenet.protocol.signing.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deploys models: says which of them see which images. */
@Command(
    name = "deploy",
    description = {
      "Says which published models see which images, as a file describes it.",
      "NAME:VERSION instead of a file puts this model beside the one in force, for a share of the"
          + " images that --canary or --steps names."
    })
public final class DeployCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private DeploymentTopics topics;
  @Mixin private CanaryOptions canary;
  @Mixin private SigningOptions signing;

  @Parameters(
      paramLabel = "FILE.yaml|NAME:VERSION",
      description = "A deployment in YAML, or a published model.")
  private String source;

  @Option(
      names = "--name",
      paramLabel = "N",
      description = "Name of the deployment (default: that in the file, or that of the model).")
  private String name;

  @Option(
      names = "--dry-run",
      description = "Print the difference to what is in force and send nothing.")
  private boolean dryRun;

  @Override
  public Integer call()
      throws CommandFailure, KafkaNotReadyException, RefusedRequestException, InterruptedException {
    SentDeployment result = new SentDeployment(output.open());
    Optional<SigningKey> publisher = signing.key();
    // A file is read first, so that its mistakes are reported without a broker.
    Optional<Deployment> file = isModel() ? Optional.empty() : Optional.of(read());
    RequestInForce inForce = topics.inForce();
    Deployment draft = file.isPresent() ? file.get() : draft(inForce);
    GuardCheck.check(draft);
    Deployment next = DeploymentChange.after(inForce, draft);
    if (dryRun) {
      result.printDifference(inForce.request(), topics.registry().prepare(next));
    } else {
      result.print(topics.registry().deploy(next, publisher));
    }
    return ExitCode.OK;
  }

  private boolean isModel() {
    return ModelReference.matches(source) && !Files.exists(Path.of(source));
  }

  private Deployment read() throws CommandFailure {
    if (canary.areGiven()) {
      throw CommandFailure.usage(
          "expected a model as NAME:VERSION with --canary, --shadow, --steps, --images-per-step or"
              + " --guard, found '%s'".formatted(source),
          null);
    }
    return DeploymentFile.read(Path.of(source), Optional.ofNullable(name));
  }

  private Deployment draft(RequestInForce inForce) throws CommandFailure {
    ModelKey model;
    try {
      model = ModelReference.read(source);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(e.getMessage(), e);
    }
    return canary.draft(name == null ? model.name() : name, model, inForce.requireOneVariant());
  }
}
