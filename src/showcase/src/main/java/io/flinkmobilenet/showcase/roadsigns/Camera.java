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
  private final long hold;
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
    this(seed, width, height, 0);
  }

  /**
   * Creates a camera that does not move: the seed gives the place and its light, and in front of it
   * there is no sign for some frames, then a sign for as many, and so on. The noise of each frame
   * is its own.
   *
   * @param width width in pixels, 64 to 4096
   * @param height height in pixels, 64 to 4096
   * @param hold number of frames for which a sign stays, at least 1
   */
  public static Camera still(long seed, int width, int height, long hold) {
    if (hold < 1) {
      throw new IllegalArgumentException("expected at least 1 frame per sign, found " + hold);
    }
    return new Camera(seed, width, height, hold);
  }

  private Camera(long seed, int width, int height, long hold) {
    if (width < LEAST || width > MOST || height < LEAST || height > MOST) {
      throw new IllegalArgumentException(
          "expected a frame of %d to %d pixels in each direction, found %dx%d"
              .formatted(LEAST, MOST, width, height));
    }
    this.seed = seed;
    this.hold = hold;
    this.canvas = Canvas.opaque(width, height);
    this.scene = new Scene(width, height);
  }

  /** The class of a frame, without drawing it. All classes are equally likely. */
  public RoadSign sign(long index) {
    return hold == 0 ? sign(Dice.of(seed, index)) : signInView(index);
  }

  /** In front of a camera that does not move. */
  private RoadSign signInView(long index) {
    long view = index / hold;
    RoadSign[] signs = RoadSign.values();
    // The last constant is that of no sign.
    return view % 2 == 0
        ? RoadSign.NO_SIGN
        : signs[Dice.of(seed, -1 - view).split().below(signs.length - 1)];
  }

  /**
   * Draws a frame, uncompressed.
   *
   * @return 0xRRGGBB, overwritten by the next frame of this camera
   */
  public BufferedImage raster(long index) {
    draw(index);
    return canvas.image();
  }

  /** Draws and encodes a frame. */
  public CameraFrame frame(long index) {
    Dice dice = draw(index);
    return new CameraFrame(
        index, sign(index), file.encode(canvas, LEAST_QUALITY + dice.below(QUALITIES)));
  }

  /** Draws a frame and returns the random numbers from which its quality follows. */
  private Dice draw(long index) {
    if (hold > 0) {
      return drawStill(index);
    }
    Dice dice = Dice.of(seed, index);
    expose(sign(dice), dice);
    return dice;
  }

  private Dice drawStill(long index) {
    Dice place = Dice.of(seed, 0);
    Light light = Light.of(place.split());
    Dice ofSign = Dice.of(seed, -1 - index / hold);
    scene.drawStill(signInView(index), light, canvas, place.split(), ofSign);
    sensor.expose(canvas, light, place.split(), Dice.of(seed, index));
    return place;
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
