package io.flinkmobilenet.cli.model;

import picocli.CommandLine.Option;

/** Where the job tells what became of models. */
final class StatusTopicOption {
  /** Where it is unless somebody chose otherwise. */
  static final String DEFAULT = "model-status";

  @Option(
      names = "--status-topic",
      paramLabel = "TOPIC",
      defaultValue = DEFAULT,
      description = "Topic of what became of models (default: ${DEFAULT-VALUE}).")
  private String topic;

  String topic() {
    return topic;
  }
}
