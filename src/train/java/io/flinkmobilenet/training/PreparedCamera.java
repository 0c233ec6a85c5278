package io.flinkmobilenet.training;

import io.flinkmobilenet.camera.Camera;
import io.flinkmobilenet.camera.CameraFrame;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.InputGeometry;
import io.flinkmobilenet.image.InvalidImageException;
import io.flinkmobilenet.image.Normaliser;

/**
 * Frames as the network gets them in the product: drawn, encoded, decoded, resized, cropped. One a
 * thread.
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
   * A frame for the network.
   *
   * @param rgb {@code [H][W][3]}
   * @param sign index of the class
   */
  record Picture(byte[] rgb, int sign) {}

  Picture picture(long index) {
    CameraFrame frame = camera.frame(index);
    try {
      byte[] rgb = Normaliser.normalise(decoder.decode(frame.jpeg()), geometry).rgb();
      return new Picture(rgb, frame.sign().ordinal());
    } catch (InvalidImageException e) {
      throw new IllegalStateException("the camera's frame " + index + " cannot be decoded", e);
    }
  }
}
