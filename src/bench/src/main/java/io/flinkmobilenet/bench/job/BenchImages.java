package io.flinkmobilenet.bench.job;

import io.flinkmobilenet.cli.input.ImageFile;
import io.flinkmobilenet.cli.input.ImageFiles;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.showcase.roadsigns.Camera;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The images that are sent to a job, repeatedly in the same order.
 *
 * @param encoded the encoded images, at least one
 * @param about description in reports
 * @param ordered whether the job reads them in their order, because they are in one partition
 */
public record BenchImages(List<byte[]> encoded, String about, boolean ordered) {
  /** Limit on the total size. Images are kept in memory, so that reading files is not measured. */
  private static final long MOST_BYTES = 256L << 20;

  private static final int FRAMES = 200;

  /** Enough for several signs, so that few frames are sent again while their answers are known. */
  private static final int STILL_FRAMES = 2000;

  private static final long SEED = 42;

  /** Images in any number of partitions. */
  public BenchImages(List<byte[]> encoded, String about) {
    this(encoded, about, false);
  }

  /** Frames of the road-sign camera. */
  public static BenchImages ofCamera() {
    Camera camera = new Camera(SEED);
    List<byte[]> frames = new ArrayList<>();
    for (int index = 0; index < FRAMES; index++) {
      frames.add(camera.frame(index).jpeg());
    }
    return new BenchImages(
        frames,
        "%d frames of the road-sign camera, %d×%d"
            .formatted(FRAMES, Camera.DEFAULT_WIDTH, Camera.DEFAULT_HEIGHT));
  }

  /**
   * Frames of the road-sign camera that does not move.
   *
   * @param hold number of frames for which a sign stays, at least 1
   */
  static BenchImages ofStillCamera(long hold) {
    Camera camera = Camera.still(SEED, Camera.DEFAULT_WIDTH, Camera.DEFAULT_HEIGHT, hold);
    List<byte[]> frames = new ArrayList<>();
    for (int index = 0; index < STILL_FRAMES; index++) {
      frames.add(camera.frame(index).jpeg());
    }
    return new BenchImages(
        frames,
        "%d frames of a still camera, %d per sign, %d×%d"
            .formatted(STILL_FRAMES, hold, Camera.DEFAULT_WIDTH, Camera.DEFAULT_HEIGHT),
        true);
  }

  /**
   * Reads the images in a folder.
   *
   * @param complaints receives one line for each link that leads out of the folder
   * @throws CommandFailure if there are none or more than fit in memory
   */
  public static BenchImages ofFolder(Path folder, Consumer<String> complaints)
      throws CommandFailure, IOException {
    List<byte[]> images = new ArrayList<>();
    long bytes = 0;
    for (ImageFile file : ImageFiles.find(List.of(folder), complaints)) {
      byte[] encoded = file.read((int) (MOST_BYTES - bytes));
      bytes += encoded.length;
      if (bytes > MOST_BYTES) {
        throw CommandFailure.usage(
            "--images %s: expected at most %d MiB in total, found more"
                .formatted(folder, MOST_BYTES >> 20),
            null);
      }
      images.add(encoded);
    }
    if (images.isEmpty()) {
      throw CommandFailure.usage("--images " + folder + ": expected images, found none", null);
    }
    return new BenchImages(images, images.size() + " images of " + folder.getFileName());
  }

  /** The image of an event, by the event's number. */
  byte[] of(long number) {
    return encoded.get((int) (number % encoded.size()));
  }

  /** Average number of bytes per image. */
  long meanBytes() {
    return encoded.stream().mapToLong(image -> image.length).sum() / encoded.size();
  }
}
