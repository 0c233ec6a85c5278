package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.event.format.ImagesFormat;
import picocli.CommandLine.Option;

/** The options of all commands that send images. */
public final class ImagesTopicOption {
  @Option(
      names = "--images-topic",
      paramLabel = "TOPIC",
      defaultValue = "images",
      description = "Topic to write to (default: ${DEFAULT-VALUE}).")
  private String topic;

  @Option(
      names = "--images-format",
      paramLabel = "FORMAT",
      defaultValue = "avro",
      description = "Format of the records: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ImagesFormat format;

  /** Name of the topic. */
  public String topic() {
    return topic;
  }

  /** Format of the records, which must be that of the job. */
  public ImagesFormat format() {
    return format;
  }
}
