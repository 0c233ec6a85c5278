package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.deployment.DeploymentYaml;
import io.flinkmobilenet.cli.kafka.EventFields;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.Table;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.FormerDeployment;
import io.flinkmobilenet.protocol.ModelRequest;
import io.flinkmobilenet.protocol.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the deployment in force. */
@Command(
    name = "deployment",
    description =
        "Prints which models see which images, as a file for model deploy, the status in the job,"
            + " and its decisions so far.")
public final class DeploymentCommand implements Callable<Integer> {
  private static final List<String> TITLES =
      List.of("at", "epoch", "decision", "step", "share", "reason");

  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private DeploymentTopics topics;

  @Override
  public Integer call() throws CommandFailure, KafkaNotReadyException, InterruptedException {
    Output out = output.open();
    RequestInForce inForce = topics.inForce();
    ModelRequest request = inForce.require();
    ModelStatus status = inForce.contents().deployments().get(request.epoch());
    if (out.json()) {
      out.json(
          Output.object(
              "name", request.deploymentName().orElse(null),
              "epoch", request.epoch(),
              "signedBy", request.signature() == null ? null : request.signature().keyId(),
              "state", status == null ? null : status.getState().name(),
              "message", status == null ? null : status.getMessage(),
              "rollout", inForce.progress().orElse(null),
              "deployment", DeploymentYaml.tree(request),
              "inForce", inForce.former().map(DeploymentCommand::tree).orElse(null),
              "decisions", inForce.decisions().stream().map(EventFields::of).toList()));
      return ExitCode.OK;
    }
    out.text("# " + request.title() + state(request, status));
    inForce.progress().ifPresent(progress -> out.text("# rollout: " + progress));
    if (inForce.contents().isInEffect()) {
      DeploymentYaml.write(request).lines().forEach(out::text);
    } else {
      printBefore(inForce, out);
    }
    if (!inForce.decisions().isEmpty()) {
      out.text("");
      List<List<Object>> rows = new ArrayList<>();
      inForce.decisions().forEach(decision -> rows.add(cells(decision)));
      Table.print(out, TITLES, rows);
    }
    return ExitCode.OK;
  }

  /** Prints what is in force until the request takes effect, and then the request as a comment. */
  private static void printBefore(RequestInForce inForce, Output out) throws CommandFailure {
    ModelRequest request = inForce.require();
    out.text("# it has not taken effect; in force is still");
    inForce
        .former()
        .map(DeploymentCommand::request)
        .map(DeploymentYaml::write)
        .orElse("# something that no record names\n")
        .lines()
        .forEach(out::text);
    out.text("# requested is");
    DeploymentYaml.write(request).lines().map(line -> "# " + line).forEach(out::text);
  }

  private static Object tree(FormerDeployment former) {
    return DeploymentYaml.tree(request(former));
  }

  private static ModelRequest request(FormerDeployment former) {
    return former.name().isEmpty()
        ? new ActivationRequest(former.models().iterator().next(), 1)
        : new Deployment(former.name(), 1, former.routes(), null, null, null);
  }

  private static String state(ModelRequest request, ModelStatus status) {
    if (status != null) {
      return ": " + status.getState() + ", " + status.getMessage();
    }
    return request.deploymentName().isPresent() ? ": no status from a job yet" : "";
  }

  private static List<Object> cells(ModelDecision decision) {
    return List.of(
        decision.getDecidedAt(),
        decision.getEpoch(),
        decision.getAction(),
        decision.getStep(),
        Share.percent(decision.getShare()),
        decision.getReason());
  }
}
