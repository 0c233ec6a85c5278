package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.stream.state.ByteRange;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.Origin;
import io.flinkmobilenet.stream.state.PreparedImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/** Images of a camera that does not move: a scene with noise, and sometimes a thing in it. */
public final class StillScene {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;
  private static final int THING = 30;

  private StillScene() {}

  /**
   * Returns a PNG.
   *
   * @param scene which scene
   * @param light added to every colour
   * @param noise seed of the noise, which changes every colour by up to 12
   * @param thing colour of a square of 30 by 30 pixels; negative if there is none
   */
  public static byte[] png(long scene, int light, long noise, int thing) {
    Random random = new Random(noise);
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        boolean inside = thing >= 0 && x >= 60 && x < 60 + THING && y >= 40 && y < 40 + THING;
        int base = inside ? thing : (int) (60 + (x * (3 + scene) + y * 2) % 120);
        int rgb = 0;
        for (int channel = 0; channel < 3; channel++) {
          rgb = rgb << 8 | Math.max(0, Math.min(255, base + light + random.nextInt(25) - 12));
        }
        image.setRGB(x, y, rgb);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Returns an image of the scene 0 as Classify gets it. */
  static PreparedImage of(String id, String source, long capturedAt, byte[] image) {
    ImageRecord record =
        new ImageRecord(
            new Origin("images", 0, 7),
            image,
            id,
            source,
            Map.of(),
            capturedAt,
            new ByteRange(0, image.length),
            null);
    return new PreparedImage(record, List.of());
  }
}
