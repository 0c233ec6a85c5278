package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.format.EventFormat;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the models that saw the same images. */
@Command(
    name = "compare",
    description =
        "Compares models that saw the same images, one as the answer and others as shadows: how"
            + " often they agree, and which classes they confuse.",
    footer = "The exit code is 1 if no prediction has shadows.")
public final class CompareCommand implements Callable<Integer> {
  private static final int MOST_TILES = 500;

  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private KafkaOptions kafka;
  @Mixin private FormatOptions formats;
  @Mixin private RecordRange range;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      defaultValue = "predictions",
      description = "Topic of predictions (default: ${DEFAULT-VALUE}).")
  private String topic;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description =
          "Go on until no record has arrived for this time (default: read the records that exist at"
              + " the start).")
  private Duration timeout;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Write the images on which models differ, at most 500, to a web page in a single file.")
  private Path html;

  @Override
  public Integer call()
      throws CommandFailure, KafkaNotReadyException, IOException, InterruptedException {
    range.requireSense();
    Output out = output.open();
    if (html != null) {
      // Done before anything is read, so that an unwritable file is reported immediately.
      Files.newOutputStream(html).close();
    }
    ModelComparison comparison = new ModelComparison();
    GalleryCollector collector = new GalleryCollector(output, formats.formats());
    long most = range.max(Long.MAX_VALUE);
    Consumption consumption =
        new Consumption(topic, kafka.connection(), range.from(), most, timeout, output, () -> {});
    EventFormat<Prediction> format = formats.formats().predictionEvents(topic);
    EventSink<Prediction> sink =
        prediction -> {
          boolean shown = comparison.add(prediction) && html != null;
          if (shown && collector.taken() < MOST_TILES) {
            collector.add(prediction);
          }
        };
    Consumption.Outcome read =
        timeout == null ? consumption.runToEnd(format, sink) : consumption.run(format, sink);
    comparison.print(out);
    if (html != null) {
      collector.gallery("Images on which models differ", kafka.connection()).write(html);
    }
    if (comparison.compared() == 0) {
      output.complain(
          "topic %s: expected predictions with shadows, found none in %d records"
              .formatted(topic, read.records()));
      return ExitCode.INPUT;
    }
    return read.unreadable() == 0 ? ExitCode.OK : ExitCode.INPUT;
  }
}
