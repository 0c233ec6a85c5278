package io.flinkmobilenet.training;

import io.flinkmobilenet.geometry.InputGeometry;
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
  private final int imageBytes;

  private FrameCache(MappedByteBuffer content, int frames, int imageBytes) {
    this.content = content;
    this.frames = frames;
    this.imageBytes = imageBytes;
  }

  /**
   * Opens or creates the cache of frames 0 to {@code frames - 1} of a seed.
   *
   * @throws IllegalArgumentException if they do not fit in one mapped file
   */
  static FrameCache open(
      Path directory, long seed, int frames, InputGeometry geometry, int threads, Journal journal)
      throws IOException, ExecutionException, InterruptedException {
    int imageBytes = RgbImage.CHANNELS * geometry.cropWidth() * geometry.cropHeight();
    long bytes = frames * (imageBytes + 1L);
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "frames: expected at most %d, found %d"
              .formatted(Integer.MAX_VALUE / (imageBytes + 1), frames));
    }
    Files.createDirectories(directory);
    Path file =
        directory.resolve("frames-%d-%d-%d.bin".formatted(seed, frames, geometry.cropWidth()));
    if (Files.exists(file) && Files.size(file) == bytes) {
      FrameCache cache = new FrameCache(map(file, bytes), frames, imageBytes);
      if (cache.isDrawnBy(new PreparedCamera(seed, geometry))) {
        return cache;
      }
    }
    Path part = directory.resolve(file.getFileName() + ".part");
    FrameCache cache = new FrameCache(map(part, bytes), frames, imageBytes);
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
              PreparedCamera.PreparedFrame image = camera.frame(index);
              content.put(index * imageBytes, image.rgb());
              content.put(frames * imageBytes + index, (byte) image.sign());
              task.step();
            };
          });
    }
    content.force();
  }

  private boolean isDrawnBy(PreparedCamera camera) {
    byte[] cached = new byte[imageBytes];
    for (int sample = 0; sample < SAMPLES; sample++) {
      int index = (int) ((long) sample * (frames - 1) / Math.max(1, SAMPLES - 1));
      PreparedCamera.PreparedFrame drawn = camera.frame(index);
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
    return content.get(frames * imageBytes + index);
  }

  /** Copies a frame, {@code [H][W][3]}. */
  void read(int index, byte[] rgb) {
    content.get(index * imageBytes, rgb);
  }
}
