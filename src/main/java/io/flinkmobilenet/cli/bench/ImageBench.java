package io.flinkmobilenet.cli.bench;

import com.sun.management.ThreadMXBean;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.InputGeometry;
import io.flinkmobilenet.image.InvalidImageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Goes through the same pictures again and again, in turns with this decoder and with the ImageIO
 * library, so that both meet the same machine.
 */
final class ImageBench {
  private final List<byte[]> pictures;
  private final InputGeometry geometry;
  private final ImageDecoder decoder;
  private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private long pixels;

  ImageBench(List<byte[]> pictures, InputGeometry geometry, DecodeMode mode) {
    this.pictures = pictures;
    this.geometry = geometry;
    decoder = new ImageDecoder(ImageLimits.DEFAULT, mode);
    ImageIO.setUseCache(false);
  }

  /** Milliseconds a picture of the later half of all rounds. */
  ImageTimes run(int rounds, Runnable progress) throws CommandFailure, IOException {
    int counted = rounds - rounds / 2;
    double[] ours = new double[counted];
    double[] library = new double[counted];
    long allocated = 0;
    for (int round = 0; round < rounds; round++) {
      int place = Math.max(0, round - rounds / 2);
      long bytes = thread.getCurrentThreadAllocatedBytes();
      ours[place] = ours();
      allocated = thread.getCurrentThreadAllocatedBytes() - bytes;
      progress.run();
      library[place] = library();
      progress.run();
    }
    long encoded = pictures.stream().mapToLong(picture -> picture.length).sum();
    return new ImageTimes(pictures.size(), encoded, pixels, allocated, ours, library);
  }

  private double ours() throws CommandFailure {
    long start = System.nanoTime();
    for (byte[] picture : pictures) {
      try {
        decoder.decode(picture, geometry);
      } catch (InvalidImageException e) {
        throw CommandFailure.input("cannot measure with a broken picture: " + e.getMessage(), e);
      }
    }
    return millis(start);
  }

  private double library() throws CommandFailure, IOException {
    pixels = 0;
    long start = System.nanoTime();
    for (byte[] picture : pictures) {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
      if (image == null) {
        throw CommandFailure.input("cannot compare: ImageIO has no reader for a picture", null);
      }
      pixels += (long) image.getWidth() * image.getHeight();
    }
    return millis(start);
  }

  private double millis(long start) {
    return (System.nanoTime() - start) / 1e6 / pictures.size();
  }
}
