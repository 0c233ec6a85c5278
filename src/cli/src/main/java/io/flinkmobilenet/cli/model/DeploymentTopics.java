package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.protocol.ModelRequest;
import io.flinkmobilenet.protocol.client.ModelRegistry;
import io.flinkmobilenet.protocol.client.RegistryContents;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The topics of models, their status, and decisions about deployments. */
final class DeploymentTopics {
  @Mixin private ModelsTopicOptions models;
  @Mixin private StatusTopicOption status;

  @Option(
      names = "--decisions-topic",
      paramLabel = "TOPIC",
      defaultValue = "model-decisions",
      description = "Topic of the job's decisions about deployments (default: ${DEFAULT-VALUE}).")
  private String decisions;

  ModelRegistry registry() {
    return models.registry(status.topic());
  }

  /** Reads what is in force. */
  RequestInForce inForce() throws KafkaNotReadyException {
    ModelRegistry registry = registry();
    RegistryContents contents = registry.contents(false);
    Optional<String> deployment =
        contents.listing().request().flatMap(ModelRequest::deploymentName);
    List<ModelDecision> decided =
        deployment.isEmpty() ? List.of() : registry.decisions(decisions, deployment.get());
    return new RequestInForce(contents, decided);
  }
}
