package io.flinkmobilenet.training;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.InvalidImageException;
import io.flinkmobilenet.image.Normaliser;
import io.flinkmobilenet.showcase.roadsigns.Camera;
import io.flinkmobilenet.showcase.roadsigns.CameraFrame;

/**
 * Prepares frames as in the product: drawn, encoded, decoded, resized, cropped. Each thread needs
 * its own.
 */
final class PreparedCamera {
  private final Camera camera;
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
  private final InputGeometry geometry;

  PreparedCamera(long seed, InputGeometry geometry) {
    this.camera = new Camera(seed);
    this.geometry = geometry;
  }

  /**
   * A prepared frame.
   *
   * @param rgb {@code [H][W][3]}
   * @param sign index of the class
   */
  record PreparedFrame(byte[] rgb, int sign) {}

  PreparedFrame frame(long index) {
    CameraFrame frame = camera.frame(index);
    try {
      byte[] rgb = Normaliser.normalise(decoder.decode(frame.jpeg()), geometry).rgb();
      return new PreparedFrame(rgb, frame.sign().ordinal());
    } catch (InvalidImageException e) {
      throw new IllegalStateException("the camera's frame " + index + " cannot be decoded", e);
    }
  }
}
