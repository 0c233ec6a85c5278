package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.client.RefusedRequestException;
import io.flinkmobilenet.protocol.signing.SigningKey;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets a paused rollout go on at the step that it had reached. */
@Command(
    name = "resume",
    description = "Lets a paused rollout go on at the step that it had reached.")
public final class ResumeCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private DeploymentTopics topics;
  @Mixin private SigningOptions signing;

  @Override
  public Integer call()
      throws CommandFailure, KafkaNotReadyException, RefusedRequestException, InterruptedException {
    SentDeployment result = new SentDeployment(output.open());
    Optional<SigningKey> publisher = signing.key();
    Deployment changed = DeploymentChange.paused(topics.inForce(), false);
    result.print(topics.registry().deploy(changed, publisher));
    return ExitCode.OK;
  }
}
