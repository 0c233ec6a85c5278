package io.flinkmobilenet.camera;

import java.awt.image.BufferedImage;

/**
 * A camera at the roadside. What a frame shows is a pure function of seed, size and index.
 *
 * <p>Keeps its buffers from frame to frame, so one thread at a time may use it; to make one a
 * thread is cheap.
 */
public final class Camera {
  /** Pixels, unless told otherwise. */
  public static final int DEFAULT_WIDTH = 320;

  /** Pixels, unless told otherwise. */
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

  /** A camera with the default size. */
  public Camera(long seed) {
    this(seed, DEFAULT_WIDTH, DEFAULT_HEIGHT);
  }

  /**
   * A camera.
   *
   * @param width pixels, 64 to 4096
   * @param height pixels, 64 to 4096
   */
  public Camera(long seed, int width, int height) {
    if (width < LEAST || width > MOST || height < LEAST || height > MOST) {
      throw new IllegalArgumentException(
          "a frame has %d to %d pixels each way, not %dx%d".formatted(LEAST, MOST, width, height));
    }
    this.seed = seed;
    this.canvas = Canvas.opaque(width, height);
    this.scene = new Scene(width, height);
  }

  /** What a frame shows, without drawing it: each class is equally likely. */
  public RoadSign sign(long index) {
    return sign(Dice.of(seed, index));
  }

  /**
   * The frame as the sensor has it.
   *
   * @return 0xRRGGBB, overwritten by the next frame of this camera
   */
  public BufferedImage picture(long index) {
    Dice dice = Dice.of(seed, index);
    expose(sign(dice), dice);
    return canvas.image();
  }

  /** A frame, encoded. */
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
