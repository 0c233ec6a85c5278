package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Interruption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.Progress;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.event.ImageEvent;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends the frames of a camera to the images topic. */
@Command(
    name = "frames",
    description = {
      "Sends frames of a camera to the images topic until Ctrl-C.",
      "The camera sends motion JPEG over HTTP (multipart/x-mixed-replace). If the connection breaks,"
          + " or no frame comes for 15 seconds, it is made again."
    })
public final class FramesCommand implements Callable<Integer> {
  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_PORT = 65_535;
  private static final long SLICE_MILLIS = 10;

  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;
  @Mixin private KafkaOptions kafka;
  @Mixin private ImagesTopicOption images;

  @Parameters(paramLabel = "URL", description = "The stream, as http:// or https:// URL.")
  private URI camera;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Most frames per second; of those that come faster the latest is sent (default:"
              + " ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Total number of frames (default: until Ctrl-C).")
  private Long frames;

  @Option(
      names = "--source",
      paramLabel = "TEXT",
      description = "Origin of the images (default: the camera's host).")
  private String source;

  @Option(
      names = "--id-prefix",
      paramLabel = "TEXT",
      description =
          "Prefix of every id, which continues with the time of the frame (default: the origin and"
              + " a slash).")
  private String idPrefix;

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    boolean http = "http".equals(camera.getScheme()) || "https".equals(camera.getScheme());
    if (!http || camera.getHost() == null) {
      throw CommandFailure.usage(
          "URL: expected http://HOST… or https://HOST…, found " + camera, null);
    }
    if (camera.getRawUserInfo() != null) {
      throw CommandFailure.usage(
          "URL: expected no user info, found some before the host; cameras are read without"
              + " credentials",
          null);
    }
    if (camera.getPort() > MOST_PORT) {
      throw CommandFailure.usage(
          "URL: expected a port of at most %d, found %d".formatted(MOST_PORT, camera.getPort()),
          null);
    }
    if (!(rate > 0) || frames != null && frames < 1) {
      throw CommandFailure.usage("--rate and --frames must be greater than 0", null);
    }
    Output out = output.open();
    try (Interruption interruption = Interruption.listen()) {
      send(interruption).print(out, images.topic(), "frames");
    }
    return ExitCode.OK;
  }

  private Published send(Interruption interruption) throws CommandFailure, InterruptedException {
    try (ImagePublisher publisher =
            ImagePublisher.to(
                images.topic(), images.events(), kafka.connection(), output::complain);
        Progress progress = output.progress("frames", frames == null ? -1 : frames);
        CameraStream stream =
            CameraStream.start(
                camera, MOST_BYTES, CameraStream.LONGEST_SILENCE, output::complain)) {
      long nanosBetween = (long) (1e9 / rate);
      long due = System.nanoTime();
      Instant before = Instant.EPOCH;
      for (long sent = 0; !interruption.arrived() && (frames == null || sent < frames); ) {
        CameraStream.Frame frame = System.nanoTime() < due ? null : stream.take();
        if (frame == null) {
          Thread.sleep(SLICE_MILLIS);
          continue;
        }
        due = Math.max(due + nanosBetween, System.nanoTime() - nanosBetween);
        before = later(frame.arrival(), before);
        publisher.send(event(frame, before));
        progress.step();
        sent++;
      }
      return publisher.finish();
    }
  }

  /** Ids contain the time, so that no two frames may have the same millisecond. */
  private static Instant later(Instant arrival, Instant before) {
    Instant time = arrival.truncatedTo(ChronoUnit.MILLIS);
    return time.isAfter(before) ? time : before.plusMillis(1);
  }

  private ImageEvent event(CameraStream.Frame frame, Instant time) {
    String origin = source == null ? camera.getHost() : source;
    return ImageEvent.newBuilder()
        .setId((idPrefix == null ? origin + "/" : idPrefix) + time)
        .setImage(ByteBuffer.wrap(frame.image()))
        .setSource(origin)
        .setCapturedAt(time)
        .setAttributes(Map.of())
        .build();
  }
}
