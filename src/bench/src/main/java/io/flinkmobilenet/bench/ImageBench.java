package io.flinkmobilenet.bench;

import com.sun.management.ThreadMXBean;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.InvalidImageException;
import io.flinkmobilenet.image.Normaliser;
import io.flinkmobilenet.image.RgbImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.imageio.ImageIO;

/**
 * Processes the same images repeatedly, alternating between this decoder and the JDK's libraries
 * for each image, so that both run under the same conditions.
 */
final class ImageBench {
  /** No limit on the length of files, because some formats do not compress. */
  private static final ImageLimits LIMITS =
      new ImageLimits(Integer.MAX_VALUE - 8, ImageLimits.DEFAULT.maxPixels());

  private final InputGeometry geometry;
  private final LibraryPeer library;
  private final ImageDecoder decoder;
  private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  ImageBench(InputGeometry geometry, DecodeMode mode) {
    this.geometry = geometry;
    library = new LibraryPeer(geometry);
    decoder = new ImageDecoder(LIMITS, mode);
    ImageIO.setUseCache(false);
  }

  /**
   * Measures the time per image in the later half of all rounds.
   *
   * @param progress called after each image of each round
   */
  ImageTimes run(ImageSet set, int rounds, Runnable progress) throws CommandFailure, IOException {
    int warmUp = rounds / 2;
    ImageTimes times = ImageTimes.of(set, rounds - warmUp);
    for (int round = 0; round < rounds; round++) {
      times.begin(Math.max(0, round - warmUp));
      for (byte[] encoded : set.images()) {
        try {
          measure(encoded, times);
        } catch (InvalidImageException e) {
          throw CommandFailure.input("cannot measure with a broken image: " + e.getMessage(), e);
        }
        progress.run();
      }
    }
    return times;
  }

  private void measure(byte[] encoded, ImageTimes times)
      throws CommandFailure, IOException, InvalidImageException {
    long allocated = thread.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    decoder.decode(encoded, geometry);
    long whole = System.nanoTime();
    allocated = thread.getCurrentThreadAllocatedBytes() - allocated;
    BufferedImage image = LibraryPeer.read(encoded);
    long read = System.nanoTime();
    library.resize(image);
    long resized = System.nanoTime();
    times.pixels((long) image.getWidth() * image.getHeight());
    times.whole(whole - start, allocated);
    times.library(read - whole, resized - whole);
    // Releases the first raster before the second is allocated.
    image = null;
    separately(encoded, times);
  }

  private void separately(byte[] encoded, ImageTimes times) throws InvalidImageException {
    long start = System.nanoTime();
    RgbImage raster = decoder.decode(encoded);
    long decoded = System.nanoTime();
    Normaliser.normalise(raster, geometry);
    times.parts(decoded - start, System.nanoTime() - decoded);
  }
}
