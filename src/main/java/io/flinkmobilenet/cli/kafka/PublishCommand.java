package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.input.ImageFile;
import io.flinkmobilenet.cli.input.ImageFiles;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.Progress;
import io.flinkmobilenet.cli.terminal.VersionOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends pictures to the images topic. */
@Command(
    name = "publish",
    description = "Sends pictures to the images topic.",
    footer = "Exit code 1 where a file that was named itself, or any image, could not be sent.")
public final class PublishCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private KafkaOptions kafka;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Files, and folders with all that is in them. A file's name, or its path in the"
              + " folder, becomes the picture's id. Links that lead out of a folder are skipped,"
              + " each with a line on standard error.")
  private List<Path> paths;

  @Option(
      names = "--images-topic",
      paramLabel = "TOPIC",
      defaultValue = "images",
      description = "Topic to write to (default: ${DEFAULT-VALUE}).")
  private String topic;

  @Option(
      names = "--id-prefix",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Put before every id.")
  private String idPrefix;

  @Option(
      names = "--source",
      paramLabel = "TEXT",
      description = "Who took the pictures: a camera, a site, a tenant.")
  private String source;

  @Option(
      names = "--attribute",
      paramLabel = "KEY=VALUE",
      description = "An attribute of every picture; may be repeated.")
  private Map<String, String> attributes = new LinkedHashMap<>();

  @Option(
      names = "--all",
      description =
          "Also files whose first bytes are those of no image; without it they are skipped, each"
              + " with a line on standard error.")
  private boolean all;

  @Option(
      names = "--now",
      description = "Pictures were taken now; without it when their files were last changed.")
  private boolean now;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Pictures a second at most (default: as fast as Kafka takes them).")
  private Double rate;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "1",
      description = "Send all of them so many times; from the second time #2, #3, … ends the id.")
  private int repeat;

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    if (repeat < 1 || (rate != null && !(rate > 0))) {
      throw CommandFailure.usage("--repeat and --rate must be greater than 0", null);
    }
    Output out = output.open();
    AtomicLong skippedLinks = new AtomicLong();
    List<ImageFile> files =
        ImageFiles.find(
            paths,
            complaint -> {
              skippedLinks.incrementAndGet();
              output.complain(complaint);
            });
    requireDistinctNames(files);
    ImageEvents events = new ImageEvents(idPrefix, source, attributes, now);
    try (ImagePublisher publisher = ImagePublisher.to(topic, kafka.connection(), output::complain);
        Progress progress = output.progress("publish", (long) files.size() * repeat)) {
      if (!all) {
        publisher.onlyImages();
      }
      Pace pace = Pace.of(rate);
      for (int round = 1; round <= repeat; round++) {
        for (ImageFile file : files) {
          pace.await();
          publisher.send(file, events, round);
          progress.step();
        }
      }
      return report(out, publisher.finish(), skippedLinks.get());
    }
  }

  private static void requireDistinctNames(List<ImageFile> files) throws CommandFailure {
    Map<String, ImageFile> seen = new HashMap<>();
    for (ImageFile file : files) {
      ImageFile other = seen.putIfAbsent(file.name(), file);
      if (other != null) {
        throw CommandFailure.usage(
            "two pictures would have the id '%s': %s and %s; publish them apart, with --id-prefix"
                .formatted(file.name(), other.path(), file.path()),
            null);
      }
    }
  }

  private int report(Output out, Published published, long skippedLinks) {
    long skipped = published.skipped() + skippedLinks;
    if (out.json()) {
      out.json(
          Output.object(
              "topic", topic,
              "published", published.pictures(),
              "failed", published.failed(),
              "skipped", skipped,
              "bytes", published.bytes(),
              "seconds", published.seconds()));
    } else {
      out.text(
          "published %d pictures (%d bytes) to %s in %.1f s, %d failed, %d skipped"
              .formatted(
                  published.pictures(),
                  published.bytes(),
                  topic,
                  published.seconds(),
                  published.failed(),
                  skipped));
    }
    if (!now) {
      output.note(
          "images are dated by when their files were changed, and latency counts from there; --now"
              + " dates them by when they are sent");
    }
    return published.failed() == 0 ? ExitCode.OK : ExitCode.INPUT;
  }
}
