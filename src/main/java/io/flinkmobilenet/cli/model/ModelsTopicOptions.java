package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.kafka.KafkaOptions;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where models are kept. */
final class ModelsTopicOptions {
  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--models-topic",
      paramLabel = "TOPIC",
      defaultValue = "models",
      description = "Topic of models (default: ${DEFAULT-VALUE}).")
  private String topic;

  /** For commands that activate nothing. */
  ModelRegistry open() throws CommandFailure, InterruptedException {
    return open(StatusTopicOption.DEFAULT);
  }

  ModelRegistry open(String statusTopic) throws CommandFailure, InterruptedException {
    return ModelRegistry.open(kafka.connection(), topic, statusTopic);
  }

  KafkaOptions kafka() {
    return kafka;
  }
}
