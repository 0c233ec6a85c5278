package io.flinkmobilenet.training;

import io.flinkmobilenet.image.InputGeometry;
import io.flinkmobilenet.image.RgbImage;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;

/**
 * The first frames of one seed, prepared for the network, in a mapped file: N images {@code
 * [H][W][3]}, then N bytes with the indices of the classes. An existing file is reused if it still
 * matches the camera's frames.
 */
final class FrameCache {
  private static final int SAMPLES = 16;

  private final MappedByteBuffer content;
  private final int frames;
  private final int pictureBytes;

  private FrameCache(MappedByteBuffer content, int frames, int pictureBytes) {
    this.content = content;
    this.frames = frames;
    this.pictureBytes = pictureBytes;
  }

  /**
   * Opens or creates the cache of frames 0 to {@code frames - 1} of a seed.
   *
   * @throws IllegalArgumentException if they do not fit in one mapped file
   */
  static FrameCache open(
      Path directory, long seed, int frames, InputGeometry geometry, int threads, Journal journal)
      throws IOException, ExecutionException, InterruptedException {
    int pictureBytes = RgbImage.CHANNELS * geometry.cropWidth() * geometry.cropHeight();
    long bytes = frames * (pictureBytes + 1L);
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "frames: expected at most %d, found %d"
              .formatted(Integer.MAX_VALUE / (pictureBytes + 1), frames));
    }
    Files.createDirectories(directory);
    Path file = directory.resolve("frames-%d-%d.bin".formatted(seed, frames));
    if (Files.exists(file) && Files.size(file) == bytes) {
      FrameCache cache = new FrameCache(map(file, bytes), frames, pictureBytes);
      if (cache.isDrawnBy(new PreparedCamera(seed, geometry))) {
        return cache;
      }
    }
    Path part = directory.resolve(file.getFileName() + ".part");
    FrameCache cache = new FrameCache(map(part, bytes), frames, pictureBytes);
    cache.draw(seed, geometry, threads, journal);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    return cache;
  }

  private static MappedByteBuffer map(Path file, long bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.map(MapMode.READ_WRITE, 0, bytes);
    }
  }

  private void draw(long seed, InputGeometry geometry, int threads, Journal journal)
      throws ExecutionException, InterruptedException {
    try (Journal.Task task = journal.task("drawing frames of seed " + seed, frames)) {
      InParallel.run(
          threads,
          frames,
          () -> {
            PreparedCamera camera = new PreparedCamera(seed, geometry);
            return index -> {
              PreparedCamera.PreparedFrame picture = camera.picture(index);
              content.put(index * pictureBytes, picture.rgb());
              content.put(frames * pictureBytes + index, (byte) picture.sign());
              task.step();
            };
          });
    }
    content.force();
  }

  private boolean isDrawnBy(PreparedCamera camera) {
    byte[] cached = new byte[pictureBytes];
    for (int sample = 0; sample < SAMPLES; sample++) {
      int index = (int) ((long) sample * (frames - 1) / Math.max(1, SAMPLES - 1));
      PreparedCamera.PreparedFrame drawn = camera.picture(index);
      read(index, cached);
      if (!Arrays.equals(drawn.rgb(), cached) || drawn.sign() != sign(index)) {
        return false;
      }
    }
    return true;
  }

  /** Number of frames. */
  int size() {
    return frames;
  }

  /** Index of a frame's class. */
  int sign(int index) {
    return content.get(frames * pictureBytes + index);
  }

  /** Copies a frame, {@code [H][W][3]}. */
  void read(int index, byte[] rgb) {
    content.get(index * pictureBytes, rgb);
  }
}
