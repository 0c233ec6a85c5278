package io.flinkmobilenet.showcase.camera;

import io.flinkmobilenet.cli.input.CameraFrameSize;
import io.flinkmobilenet.showcase.roadsigns.Camera;

/**
 * Settings of a camera.
 *
 * @param seed seed of the images; the same seed gives the same images
 * @param size size of each image
 * @param hold number of images for which a camera that does not move sees the same; null for one
 *     that sees something else in each image
 * @param source origin of the images, as the events state it
 * @param rate most images per second; null for as many as Kafka accepts
 * @param frames total number of frames
 */
public record CameraSettings(
    long seed, CameraFrameSize size, Long hold, String source, Double rate, long frames) {
  /** An unlimited number of frames. */
  public static final long ENDLESS = Long.MAX_VALUE;

  Camera camera() {
    return hold == null
        ? new Camera(seed, size.width(), size.height())
        : Camera.still(seed, size.width(), size.height(), hold);
  }
}
