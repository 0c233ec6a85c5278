package io.flinkmobilenet.showcase.roadsigns;

import java.awt.image.BufferedImage;

/**
 * A simulated camera at the roadside. A frame is a pure function of seed, size and index.
 *
 * <p>It reuses its buffers from frame to frame and is not thread-safe. Creating one per thread is
 * cheap.
 */
public final class Camera {
  /** Default width, pixels. */
  public static final int DEFAULT_WIDTH = 320;

  /** Default height, pixels. */
  public static final int DEFAULT_HEIGHT = 240;

  private static final int LEAST = 64;
  private static final int MOST = 4096;
  private static final int LEAST_QUALITY = 35;
  private static final int QUALITIES = 61;

  private final long seed;
  private final Canvas canvas;
  private final Scene scene;
  private final Sensor sensor = new Sensor();
  private final JpegWriter file = new JpegWriter();

  /** Creates a camera with the default size. */
  public Camera(long seed) {
    this(seed, DEFAULT_WIDTH, DEFAULT_HEIGHT);
  }

  /**
   * Creates a camera.
   *
   * @param width width in pixels, 64 to 4096
   * @param height height in pixels, 64 to 4096
   */
  public Camera(long seed, int width, int height) {
    if (width < LEAST || width > MOST || height < LEAST || height > MOST) {
      throw new IllegalArgumentException(
          "expected a frame of %d to %d pixels in each direction, found %dx%d"
              .formatted(LEAST, MOST, width, height));
    }
    this.seed = seed;
    this.canvas = Canvas.opaque(width, height);
    this.scene = new Scene(width, height);
  }

  /** The class of a frame, without drawing it. All classes are equally likely. */
  public RoadSign sign(long index) {
    return sign(Dice.of(seed, index));
  }

  /**
   * Draws a frame, uncompressed.
   *
   * @return 0xRRGGBB, overwritten by the next frame of this camera
   */
  public BufferedImage raster(long index) {
    Dice dice = Dice.of(seed, index);
    expose(sign(dice), dice);
    return canvas.image();
  }

  /** Draws and encodes a frame. */
  public CameraFrame frame(long index) {
    Dice dice = Dice.of(seed, index);
    RoadSign sign = sign(dice);
    expose(sign, dice);
    return new CameraFrame(index, sign, file.encode(canvas, LEAST_QUALITY + dice.below(QUALITIES)));
  }

  private void expose(RoadSign sign, Dice dice) {
    Light light = Light.of(dice.split());
    scene.draw(sign, light, canvas, dice.split());
    sensor.expose(canvas, light, dice.split());
  }

  private static RoadSign sign(Dice dice) {
    return dice.pick(RoadSign.values());
  }
}
