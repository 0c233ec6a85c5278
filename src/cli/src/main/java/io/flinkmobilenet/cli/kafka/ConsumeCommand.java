package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.format.EventFormat;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints predictions, rejected images or the status of models as they arrive. */
@Command(
    name = "consume",
    description = "Prints predictions, rejected images or the status of models.",
    footer = "The exit code is 1 if --max is given and not reached.")
public final class ConsumeCommand implements Callable<Integer> {
  private static final long DEFAULT_TILES = 500;
  private static final long MOST_TILES = 10_000;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private KafkaOptions kafka;
  @Mixin private FormatOptions formats;
  @Mixin private RecordRange range;

  @ArgGroup private Kind kind = new Kind();

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Default: predictions, rejected-images or model-status.")
  private String topic;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description =
          "Stop when no record has arrived for this time, for example 30s (default: never).")
  private Duration timeout;

  @Option(
      names = "--save",
      paramLabel = "DIR",
      description = "With --rejected: save the images unchanged in this folder.")
  private Path save;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Write the images and their results to a web page in a single file. By default it"
              + " holds at most 500 images and ends when no record has arrived for 5 s; --max and"
              + " --timeout change that.")
  private Path html;

  /** What to print. */
  static final class Kind {
    @Option(names = "--rejected", description = "Print rejected images instead of predictions.")
    private boolean rejected;

    @Option(names = "--status", description = "Print the status of models instead of predictions.")
    private boolean status;
  }

  @Override
  public Integer call()
      throws CommandFailure, KafkaNotReadyException, IOException, InterruptedException {
    requireSense();
    Output out = output.open();
    if (html != null) {
      return gallery(out);
    }
    if (kind.status) {
      return print(formats.formats().statusEvents(topic()), EventView.status(out)::print);
    }
    if (!kind.rejected) {
      return print(formats.formats().predictionEvents(topic()), EventView.predictions(out)::print);
    }
    EventFormat<ImageEvent> images = formats.formats().imageEvents("");
    EventView<RejectedImage> view = EventView.rejected(out);
    return print(
        formats.formats().rejectionEvents(topic()),
        image -> {
          view.print(image);
          if (save != null) {
            RejectedFiles.save(image, images, save);
          }
        });
  }

  private void requireSense() throws CommandFailure {
    if (save != null && !kind.rejected) {
      throw CommandFailure.usage("--save requires --rejected", null);
    }
    range.requireSense();
    if (html != null && (kind.status || save != null)) {
      throw CommandFailure.usage("--html cannot be combined with --status or --save", null);
    }
    Long max = range.max();
    if (html != null && max != null && max > MOST_TILES) {
      throw CommandFailure.usage(
          "--max with --html must be at most %d, found %d".formatted(MOST_TILES, max), null);
    }
  }

  private <T extends SpecificRecord> int print(EventFormat<T> format, EventSink<T> sink)
      throws CommandFailure, KafkaNotReadyException, IOException, InterruptedException {
    return exitCode(consumption(range.max(Long.MAX_VALUE), timeout).run(format, sink));
  }

  private int gallery(Output out)
      throws CommandFailure, KafkaNotReadyException, IOException, InterruptedException {
    // Done before anything is read, so that an unwritable file is reported immediately.
    Files.newOutputStream(html).close();
    GalleryCollector collector = new GalleryCollector(output, formats.formats());
    Consumption consumption =
        consumption(range.max(DEFAULT_TILES), timeout == null ? DEFAULT_TIMEOUT : timeout);
    Consumption.Outcome outcome = collector.collect(consumption, kind.rejected);
    String title = (kind.rejected ? "Rejected images" : "Predictions") + " in " + topic();
    collector.gallery(title, kafka.connection()).write(html);
    if (out.json()) {
      out.json(Output.object("file", html.toString(), "pictures", collector.taken()));
    } else {
      int taken = collector.taken();
      out.text("%d image%s in %s".formatted(taken, taken == 1 ? "" : "s", html));
    }
    return exitCode(outcome);
  }

  private Consumption consumption(long most, Duration maxWait) {
    return new Consumption(
        topic(), kafka.connection(), range.from(), most, maxWait, output, this::explainSilence);
  }

  private void explainSilence() throws InterruptedException {
    if (!kind.status && !kind.rejected) {
      ActiveModelCheck.complainWhereNone(kafka.connection(), formats.formats(), output);
    }
  }

  private String topic() {
    if (topic != null) {
      return topic;
    }
    return kind.rejected ? "rejected-images" : kind.status ? "model-status" : "predictions";
  }

  private int exitCode(Consumption.Outcome outcome) {
    Long max = range.max();
    boolean complete = max == null || outcome.records() == max;
    if (!complete) {
      output.complain(
          "topic %s: expected %d records, found %d before none arrived for %s"
              .formatted(
                  topic(),
                  max,
                  outcome.records(),
                  TimeUtils.formatWithHighestUnit(timeout == null ? DEFAULT_TIMEOUT : timeout)));
    }
    return complete && outcome.unreadable() == 0 ? ExitCode.OK : ExitCode.INPUT;
  }
}
