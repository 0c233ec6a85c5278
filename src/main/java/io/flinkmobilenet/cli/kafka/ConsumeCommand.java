package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.stream.config.KafkaProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

  /** What to print. */
  static final class Kind {
    @Option(names = "--rejected", description = "Rejected pictures instead of predictions.")
    private boolean rejected;

    @Option(names = "--status", description = "What became of models instead of predictions.")
    private boolean status;
  }

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    if (save != null && !kind.rejected) {
      throw CommandFailure.usage("--save goes with --rejected only", null);
    }
    if (max != null && max < 1) {
      throw CommandFailure.usage("--max must be at least 1, found " + max, null);
    }
    Output out = output.open();
    if (kind.rejected) {
      return consume("rejected-images", EventView.rejected(out));
    }
    return kind.status
        ? consume("model-status", EventView.status(out))
        : consume("predictions", EventView.predictions(out));
  }

  private <T extends SpecificRecord> int consume(String defaultTopic, EventView<T> view)
      throws CommandFailure, IOException, InterruptedException {
    String chosen = topic != null ? topic : defaultTopic;
    KafkaProperties connection = kafka.connection();
    long shown = 0;
    boolean unreadable = false;
    try (TopicReader reader = TopicReader.open(chosen, connection, from)) {
      while (max == null || shown < max) {
        ConsumerRecord<byte[], byte[]> next = reader.next(timeout);
        if (next == null) {
          break;
        }
        shown++;
        unreadable |= !show(next, view);
      }
    }
    boolean complete = max == null || shown == max;
    if (!complete) {
      output.complain(
          "topic %s: expected %d records, found %d before %s passed without another"
              .formatted(chosen, max, shown, timeout));
    }
    return complete && !unreadable ? ExitCode.OK : ExitCode.INPUT;
  }

  private <T extends SpecificRecord> boolean show(
      ConsumerRecord<byte[], byte[]> next, EventView<T> view) throws CommandFailure, IOException {
    if (next.value() == null) {
      return true;
    }
    try {
      T event = view.decode(next.value());
      view.print(event);
      if (save != null && event instanceof RejectedImage rejected) {
        RejectedFiles.save(rejected, save);
      }
      return true;
    } catch (UnreadableEventException e) {
      output.complain(
          "%s-%d@%d: %s".formatted(next.topic(), next.partition(), next.offset(), e.getMessage()));
      return false;
    }
  }
}
