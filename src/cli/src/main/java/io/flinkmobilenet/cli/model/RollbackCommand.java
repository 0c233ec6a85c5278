package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.FormerDeployment;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.client.RefusedRequestException;
import io.flinkmobilenet.protocol.signing.SigningKey;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Goes back to what was in force before the deployment in force. */
@Command(
    name = "rollback",
    description = "Goes back to what was in force before, with a new epoch and without a rollout.")
public final class RollbackCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private DeploymentTopics topics;
  @Mixin private SigningOptions signing;

  @Override
  public Integer call()
      throws CommandFailure, KafkaNotReadyException, RefusedRequestException, InterruptedException {
    Output out = output.open();
    Optional<SigningKey> publisher = signing.key();
    RequestInForce inForce = topics.inForce();
    FormerDeployment former = former(inForce);
    if (former.name().isEmpty()) {
      ModelKey model = former.models().iterator().next();
      long epoch = topics.registry().activate(model, publisher);
      ActivateCommand.print(out, model, epoch);
    } else {
      Deployment back = new Deployment(former.name(), 0, former.routes(), null, null, null);
      new SentDeployment(out)
          .print(topics.registry().deploy(DeploymentChange.after(inForce, back), publisher));
    }
    return ExitCode.OK;
  }

  private static FormerDeployment former(RequestInForce inForce) throws CommandFailure {
    if (inForce.require() instanceof Deployment deployment && deployment.previous() != null) {
      return deployment.previous();
    }
    throw CommandFailure.input(
        "expected a deployment in force that says what was before, found %s; activate or deploy"
                .formatted(inForce.require().title())
            + " what you want to go back to",
        null);
  }
}
