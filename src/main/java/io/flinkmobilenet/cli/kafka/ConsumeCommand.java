package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
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

/** Prints predictions, rejected pictures or what became of models, as they come. */
@Command(
    name = "consume",
    description = "Prints predictions (or rejected pictures, or what became of models).",
    footer = "Exit code 1 where --max was asked for and not reached.")
public final class ConsumeCommand implements Callable<Integer> {
  private static final long DEFAULT_TILES = 500;
  private static final long MOST_TILES = 10_000;
  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(5);

  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private KafkaOptions kafka;

  @ArgGroup private Kind kind = new Kind();

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Default: predictions, rejected-images or model-status.")
  private String topic;

  @Option(names = "--max", paramLabel = "N", description = "Stop after so many records.")
  private Long max;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Stop when no record came for so long, 30s for example (default: never).")
  private Duration timeout;

  @Option(
      names = "--from",
      paramLabel = "earliest|latest",
      defaultValue = "earliest",
      description = "Where to begin (default: ${DEFAULT-VALUE}).")
  private Beginning from;

  @Option(
      names = "--save",
      paramLabel = "DIR",
      description = "With --rejected: write the pictures, byte for byte, into this folder.")
  private Path save;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Write the pictures and what became of them as a page, one file that needs nothing else:"
              + " 500 of them unless --max says otherwise, and what came before 5 s passed without"
              + " another unless --timeout does.")
  private Path html;

  /** What to print. */
  static final class Kind {
    @Option(names = "--rejected", description = "Rejected pictures instead of predictions.")
    private boolean rejected;

    @Option(names = "--status", description = "What became of models instead of predictions.")
    private boolean status;
  }

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    requireSense();
    Output out = output.open();
    if (html != null) {
      return gallery(out);
    }
    if (kind.status) {
      return print(ModelStatus.class, EventView.status(out)::print);
    }
    if (!kind.rejected) {
      return print(Prediction.class, EventView.predictions(out)::print);
    }
    EventView<RejectedImage> view = EventView.rejected(out);
    return print(
        RejectedImage.class,
        image -> {
          view.print(image);
          if (save != null) {
            RejectedFiles.save(image, save);
          }
        });
  }

  private void requireSense() throws CommandFailure {
    if (save != null && !kind.rejected) {
      throw CommandFailure.usage("--save goes with --rejected only", null);
    }
    if (max != null && max < 1) {
      throw CommandFailure.usage("--max must be at least 1, found " + max, null);
    }
    if (html != null && (kind.status || save != null)) {
      throw CommandFailure.usage("--html goes with predictions or with --rejected alone", null);
    }
    if (html != null && max != null && max > MOST_TILES) {
      throw CommandFailure.usage(
          "--max with --html must be at most %d, found %d".formatted(MOST_TILES, max), null);
    }
  }

  private <T extends SpecificRecord> int print(Class<T> type, EventSink<T> sink)
      throws CommandFailure, IOException, InterruptedException {
    return exitCode(consumption(max == null ? Long.MAX_VALUE : max, timeout).run(type, sink));
  }

  private int gallery(Output out) throws CommandFailure, IOException, InterruptedException {
    // Before anything is read: who cannot write it should not have to wait to be told.
    Files.newOutputStream(html).close();
    GalleryCollector collector = new GalleryCollector(output);
    Consumption consumption =
        consumption(
            max == null ? DEFAULT_TILES : max, timeout == null ? DEFAULT_PATIENCE : timeout);
    Consumption.Outcome outcome = collector.collect(consumption, kind.rejected);
    String title = (kind.rejected ? "Rejected pictures" : "Predictions") + " in " + topic();
    collector.gallery(title, kafka.connection()).write(html);
    if (out.json()) {
      out.json(Output.object("file", html.toString(), "pictures", collector.taken()));
    } else {
      int taken = collector.taken();
      out.text("%d picture%s in %s".formatted(taken, taken == 1 ? "" : "s", html));
    }
    return exitCode(outcome);
  }

  private Consumption consumption(long most, Duration patience) {
    return new Consumption(
        topic(), kafka.connection(), from, most, patience, output, this::explainSilence);
  }

  private void explainSilence() throws InterruptedException {
    if (!kind.status && !kind.rejected) {
      ActiveModel.complainWhereNone(kafka.connection(), output);
    }
  }

  private String topic() {
    if (topic != null) {
      return topic;
    }
    return kind.rejected ? "rejected-images" : kind.status ? "model-status" : "predictions";
  }

  private int exitCode(Consumption.Outcome outcome) {
    boolean complete = max == null || outcome.records() == max;
    if (!complete) {
      output.complain(
          "topic %s: expected %d records, found %d before %s passed without another"
              .formatted(
                  topic(),
                  max,
                  outcome.records(),
                  TimeUtils.formatWithHighestUnit(timeout == null ? DEFAULT_PATIENCE : timeout)));
    }
    return complete && outcome.unreadable() == 0 ? ExitCode.OK : ExitCode.INPUT;
  }
}
