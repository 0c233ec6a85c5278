package io.flinkmobilenet.cli.camera;

import io.flinkmobilenet.camera.Camera;
import io.flinkmobilenet.cli.input.CameraFrameSize;

/**
 * What a camera sends.
 *
 * @param seed of the pictures: the same seed gives the same ones
 * @param size of each
 * @param source what the events say who took them
 * @param rate pictures a second at most, null for as many as Kafka takes
 * @param frames how many in all
 */
public record CameraSettings(
    long seed, CameraFrameSize size, String source, Double rate, long frames) {
  /** Frames without end. */
  public static final long ENDLESS = Long.MAX_VALUE;

  Camera camera() {
    return new Camera(seed, size.width(), size.height());
  }
}
