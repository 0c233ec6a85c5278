package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.format.EventFormat;
import io.flinkmobilenet.event.format.ImagesFormat;
import java.util.Map;
import picocli.CommandLine.Mixin;
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

  @Mixin private SchemaRegistryOptions registry;

  /** Name of the topic. */
  public String topic() {
    return topic;
  }

  /** Format of the records, which must be that of the job. */
  public ImagesFormat format() {
    return format;
  }

  /** Creates a writer of the records. */
  public EventFormat<ImageEvent> events() {
    return registry.formats(Map.of("images-format", format)).imageEvents(topic);
  }
}
