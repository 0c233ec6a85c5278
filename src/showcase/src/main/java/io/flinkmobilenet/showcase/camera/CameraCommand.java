package io.flinkmobilenet.showcase.camera;

import io.flinkmobilenet.cli.input.CameraFrameSize;
import io.flinkmobilenet.cli.kafka.ImagesTopicOption;
import io.flinkmobilenet.cli.kafka.KafkaOptions;
import io.flinkmobilenet.cli.kafka.Published;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Interruption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.Progress;
import io.flinkmobilenet.cli.terminal.VersionOption;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Generates images of road signs and sends them to the images topic or writes them to files. */
@Command(
    name = "camera",
    description = {
      "Generates images of road signs and sends them to the images topic until Ctrl-C.",
      "The images are drawn, and the same seed gives the same images. The attribute 'class' holds"
          + " the true class of each."
    })
public final class CameraCommand implements Callable<Integer> {
  private static final long SLICE_MILLIS = 100;

  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private KafkaOptions kafka;

  @Mixin private ImagesTopicOption images;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "Most images per second, 0 for as many as Kafka accepts (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Total number of images (default: until Ctrl-C; with --save 100).")
  private Long frames;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Seed of the images (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--size",
      paramLabel = "WIDTHxHEIGHT",
      defaultValue = "320x240",
      converter = CameraFrameSize.Converter.class,
      description = "Size of each image in pixels (default: ${DEFAULT-VALUE}).")
  private CameraFrameSize size;

  @Option(
      names = "--still",
      paramLabel = "N",
      description =
          "The camera does not move: N images without a sign, N images of a sign, and so on, with"
              + " new noise in each image.")
  private Long still;

  @Option(
      names = "--source",
      paramLabel = "TEXT",
      defaultValue = "camera",
      description = "Origin of the images (default: ${DEFAULT-VALUE}).")
  private String source;

  @Option(
      names = "--save",
      paramLabel = "DIR",
      description = "Write files DIR/CLASS/NUMBER.jpg instead; this needs no Kafka.")
  private Path folder;

  @Option(
      names = "--sheet",
      paramLabel = "FILE.png",
      description =
          "Write one image of each class, side by side, into one file instead; this needs no"
              + " Kafka.")
  private Path sheet;

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    if (!(rate >= 0) || (frames != null && frames < 1) || (still != null && still < 1)) {
      throw CommandFailure.usage(
          "--frames and --still must be greater than 0, --rate at least 0", null);
    }
    if (folder != null && sheet != null) {
      throw CommandFailure.usage("--save and --sheet exclude each other", null);
    }
    Output out = output.open();
    if (sheet != null) {
      FrameFiles.saveSheet(settings(1).camera(), sheet);
    } else if (folder != null) {
      save(out, frames == null ? 100 : frames);
    } else {
      send(out, frames == null ? CameraSettings.ENDLESS : frames);
    }
    return ExitCode.OK;
  }

  private void save(Output out, long count) throws CommandFailure {
    long bytes;
    try (Progress progress = output.progress("camera", count)) {
      bytes = FrameFiles.save(settings(count).camera(), count, folder, progress::step);
    }
    if (out.json()) {
      out.json(Output.object("folder", folder.toString(), "saved", count, "bytes", bytes));
    } else {
      out.text("saved %d images (%d bytes) under %s".formatted(count, bytes, folder));
    }
  }

  private void send(Output out, long count) throws CommandFailure, InterruptedException {
    try (Interruption interruption = Interruption.listen()) {
      send(count, interruption).print(out, images.topic(), "images", "seed", seed);
    }
  }

  private Published send(long count, Interruption interruption)
      throws CommandFailure, InterruptedException {
    long steps = count == CameraSettings.ENDLESS ? -1 : count;
    try (Progress progress = output.progress("camera", steps);
        CameraFeed feed =
            CameraFeed.start(
                settings(count),
                images.topic(),
                images.events(),
                kafka.connection(),
                output::complain,
                progress::step)) {
      while (!interruption.arrived() && !feed.await(SLICE_MILLIS, TimeUnit.MILLISECONDS)) {
        // The loop ends when the camera has finished or Ctrl-C is pressed.
      }
      return feed.stop();
    }
  }

  private CameraSettings settings(long count) {
    return new CameraSettings(seed, size, still, source, rate == 0 ? null : rate, count);
  }
}
