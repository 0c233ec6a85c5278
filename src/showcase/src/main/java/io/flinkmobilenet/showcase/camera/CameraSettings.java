package io.flinkmobilenet.showcase.camera;

import io.flinkmobilenet.cli.input.CameraFrameSize;
import io.flinkmobilenet.showcase.roadsigns.Camera;

/**
 * Settings of a camera.
 *
 * @param seed seed of the images; the same seed gives the same images
 * @param size size of each image
 * @param source origin of the images, as the events state it
 * @param rate most images per second; null for as many as Kafka accepts
 * @param frames total number of frames
 */
public record CameraSettings(
    long seed, CameraFrameSize size, String source, Double rate, long frames) {
  /** An unlimited number of frames. */
  public static final long ENDLESS = Long.MAX_VALUE;

  Camera camera() {
    return new Camera(seed, size.width(), size.height());
  }
}
