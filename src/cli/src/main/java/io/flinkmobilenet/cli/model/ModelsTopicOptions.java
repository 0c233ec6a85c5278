package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.kafka.KafkaOptions;
import io.flinkmobilenet.protocol.client.ModelRegistry;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for the topics of models and their status. */
final class ModelsTopicOptions {
  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--models-topic",
      paramLabel = "TOPIC",
      defaultValue = "models",
      description = "Topic of models (default: ${DEFAULT-VALUE}).")
  private String topic;

  ModelRegistry registry(String statusTopic) {
    return ModelRegistry.of(kafka.connection(), topic, statusTopic);
  }

  KafkaOptions kafka() {
    return kafka;
  }
}
