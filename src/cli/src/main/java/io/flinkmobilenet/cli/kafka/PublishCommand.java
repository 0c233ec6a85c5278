package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.input.ImageFile;
import io.flinkmobilenet.cli.input.ImageFiles;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Interruption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.Progress;
import io.flinkmobilenet.cli.terminal.VersionOption;
import java.io.IOException;
import java.nio.file.Files;
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

/** Sends images to the images topic. */
@Command(
    name = "publish",
    description = "Sends images to the images topic.",
    footer = "The exit code is 1 if an image, or a file that was named itself, could not be sent.")
public final class PublishCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private KafkaOptions kafka;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Files, and folders with everything in them. A file's name, or its path within the"
              + " folder, becomes the image's id. Links that lead out of a folder are skipped and"
              + " reported on standard error.")
  private List<Path> paths;

  @Mixin private ImagesTopicOption images;

  @Option(
      names = "--id-prefix",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Prefix of every id.")
  private String idPrefix;

  @Option(
      names = "--source",
      paramLabel = "TEXT",
      description = "Origin of the images, for example a camera, a site or a tenant.")
  private String source;

  @Option(
      names = "--attribute",
      paramLabel = "KEY=VALUE",
      description = "An attribute of every image; may be repeated.")
  private Map<String, String> attributes = new LinkedHashMap<>();

  @Option(
      names = "--all",
      description =
          "Also send files whose first bytes are not those of an image. By default they are"
              + " skipped and reported on standard error.")
  private boolean all;

  @Option(
      names = "--now",
      description =
          "Date the images by the current time, not by when their files were last changed.")
  private boolean now;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "At most this many images per second (default: as many as Kafka accepts).")
  private Double rate;

  @Option(
      names = "--by-reference",
      description =
          "Send the URI and the SHA-256 of each file instead of its bytes. The job fetches the"
              + " files, which its option --image-uris must allow.")
  private boolean byReference;

  @Option(
      names = "--uri-base",
      paramLabel = "URI",
      description =
          "With --by-reference, the URI below which the job finds the files under their names"
              + " (default: the file: URIs on this machine).")
  private String uriBase;

  @Option(
      names = "--follow",
      description =
          "Go on until Ctrl-C: send each file that is added to the folder, once it has stayed"
              + " unchanged for a second.")
  private boolean follow;

  @Option(
      names = "--sent-list",
      paramLabel = "FILE",
      description =
          "With --follow, keep a list of the files that were sent, so that a restart sends only"
              + " the others. Without it a restart sends all files of the folder again.")
  private Path sentList;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Send all images N times. From the second time on, #2, #3, … is added to the ids.")
  private int repeat;

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    if (repeat < 1 || (rate != null && !(rate > 0))) {
      throw CommandFailure.usage("--repeat and --rate must be greater than 0", null);
    }
    if (attributes.containsKey("")) {
      throw CommandFailure.usage("--attribute: expected KEY=VALUE, found no KEY", null);
    }
    if (uriBase != null && !byReference) {
      throw CommandFailure.usage("--uri-base: expected --by-reference as well", null);
    }
    if (byReference && !images.format().hasReferences()) {
      throw CommandFailure.usage(
          "--by-reference: expected --images-format avro, json or confluent, found "
              + images.format(),
          null);
    }
    if (sentList != null && !follow) {
      throw CommandFailure.usage("--sent-list: expected --follow as well", null);
    }
    Output out = output.open();
    if (follow) {
      return follow(out);
    }
    AtomicLong skippedLinks = new AtomicLong();
    List<ImageFile> files =
        ImageFiles.find(
            paths,
            complaint -> {
              skippedLinks.incrementAndGet();
              output.complain(complaint);
            });
    requireDistinctNames(files);
    if (files.isEmpty()) {
      output.complain("expected images, found none in " + paths);
    }
    ImageEvents events = new ImageEvents(idPrefix, source, attributes, now);
    try (ImagePublisher publisher =
            ImagePublisher.to(
                images.topic(), images.events(), kafka.connection(), output::complain);
        Progress progress = output.progress("publish", (long) files.size() * repeat)) {
      prepare(publisher);
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

  private void prepare(ImagePublisher publisher) throws CommandFailure {
    if (!all) {
      publisher.onlyImages();
    }
    if (byReference) {
      publisher.byReference(FileReferences.at(uriBase));
    }
  }

  private int follow(Output out) throws CommandFailure, IOException, InterruptedException {
    if (repeat > 1 || paths.size() != 1 || !Files.isDirectory(paths.get(0))) {
      throw CommandFailure.usage("--follow: expected one folder, and no --repeat", null);
    }
    ImageEvents events = new ImageEvents(idPrefix, source, attributes, now);
    try (Interruption interruption = Interruption.listen();
        ImagePublisher publisher =
            ImagePublisher.to(
                images.topic(), images.events(), kafka.connection(), output::complain);
        Progress progress = output.progress("publish", -1)) {
      prepare(publisher);
      Pace pace = Pace.of(rate);
      FollowedFolder folder = FollowedFolder.open(paths.get(0), sentList);
      while (!interruption.arrived()) {
        List<FollowedFolder.Seen> complete = folder.complete();
        for (FollowedFolder.Seen seen : complete) {
          pace.await(interruption::arrived);
          if (interruption.arrived()) {
            break;
          }
          publisher.send(seen.file(), events, 1);
          folder.sending(seen);
          progress.step();
        }
        publisher.finish();
        folder.sent();
        interruption.arrivesIn(FollowedFolder.PAUSE);
      }
      return report(out, publisher.finish(), 0);
    }
  }

  private static void requireDistinctNames(List<ImageFile> files) throws CommandFailure {
    Map<String, ImageFile> seen = new HashMap<>();
    for (ImageFile file : files) {
      ImageFile other = seen.putIfAbsent(file.name(), file);
      if (other != null) {
        throw CommandFailure.usage(
            "two images would have the id '%s': %s and %s; publish them separately, with --id-prefix"
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
              "topic", images.topic(),
              "published", published.images(),
              "failed", published.failed(),
              "skipped", skipped,
              "bytes", published.bytes(),
              "seconds", published.seconds()));
    } else {
      out.text(
          "published %d images (%d bytes) to %s in %.1f s, %d failed, %d skipped"
              .formatted(
                  published.images(),
                  published.bytes(),
                  images.topic(),
                  published.seconds(),
                  published.failed(),
                  skipped));
    }
    if (!now) {
      output.note(
          "images are dated by when their files were last changed, and latency is measured from"
              + " then; --now dates them by when they are sent");
    }
    return published.failed() == 0 ? ExitCode.OK : ExitCode.INPUT;
  }
}
