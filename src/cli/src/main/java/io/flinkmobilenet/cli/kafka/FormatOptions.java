package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.event.format.ImagesFormat;
import io.flinkmobilenet.event.format.ResultsFormat;
import io.flinkmobilenet.stream.config.TopicFormats;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of all commands that read what the job reads and writes. */
public final class FormatOptions {
  @Option(
      names = "--images-format",
      paramLabel = "FORMAT",
      defaultValue = "avro",
      description =
          "Format of the images topic: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ImagesFormat images;

  @Option(
      names = "--predictions-format",
      paramLabel = "FORMAT",
      defaultValue = "avro",
      description =
          "Format of the predictions topic: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ResultsFormat predictions;

  @Option(
      names = "--rejected-format",
      paramLabel = "FORMAT",
      defaultValue = "avro",
      description =
          "Format of the topic of rejected images: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE}).")
  private ResultsFormat rejected;

  @Option(
      names = "--status-format",
      paramLabel = "FORMAT",
      defaultValue = "avro",
      description =
          "Format of the topic of the status of models: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE}).")
  private ResultsFormat status;

  @Mixin private SchemaRegistryOptions registry;

  /** The formats, which must be those of the job. */
  public TopicFormats formats() {
    return registry.formats(
        Map.of(
            "images-format", images,
            "predictions-format", predictions,
            "rejected-format", rejected,
            "status-format", status));
  }
}
