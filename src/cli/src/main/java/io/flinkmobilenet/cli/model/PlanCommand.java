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
import picocli.CommandLine.Mixin;

/** Sends the deployment in force again, with its plan paused or going on. */
abstract class PlanCommand implements Callable<Integer> {
  private final boolean paused;

  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private DeploymentTopics topics;
  @Mixin private SigningOptions signing;

  PlanCommand(boolean paused) {
    this.paused = paused;
  }

  @Override
  public Integer call()
      throws CommandFailure, KafkaNotReadyException, RefusedRequestException, InterruptedException {
    SentDeployment result = new SentDeployment(output.open());
    Optional<SigningKey> publisher = signing.key();
    Deployment changed = DeploymentChange.paused(topics.inForce(), paused);
    result.print(topics.registry().deploy(changed, publisher));
    return ExitCode.OK;
  }
}
