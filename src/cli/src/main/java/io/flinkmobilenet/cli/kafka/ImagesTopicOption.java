package io.flinkmobilenet.cli.kafka;

import picocli.CommandLine.Option;

/** The option of all commands that send images. */
public final class ImagesTopicOption {
  @Option(
      names = "--images-topic",
      paramLabel = "TOPIC",
      defaultValue = "images",
      description = "Topic to write to (default: ${DEFAULT-VALUE}).")
  private String topic;

  /** Name of the topic. */
  public String topic() {
    return topic;
  }
}
