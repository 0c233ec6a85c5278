package io.flinkmobilenet.cli.model;

import picocli.CommandLine.Option;

/** The topic in which the job reports the status of models. */
final class StatusTopicOption {
  /** The default topic. */
  static final String DEFAULT = "model-status";

  @Option(
      names = "--status-topic",
      paramLabel = "TOPIC",
      defaultValue = DEFAULT,
      description = "Topic of the status of models (default: ${DEFAULT-VALUE}).")
  private String topic;

  String topic() {
    return topic;
  }
}
