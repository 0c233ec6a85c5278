package io.flinkmobilenet.format;

import java.util.Optional;

/**
 * What a reader cannot know from the file alone.
 *
 * @param image size of the image, for a file that leaves it open
 * @param dequantise whether quantised weights are converted to floats rather than refused
 */
public record ReadOptions(Optional<ImageSize> image, boolean dequantise) {
  /** Nothing is known. */
  public static final ReadOptions NONE = new ReadOptions(Optional.empty(), false);

  /**
   * Size of an image in pixels.
   *
   * @param height rows
   * @param width columns
   */
  public record ImageSize(int height, int width) {}
}
