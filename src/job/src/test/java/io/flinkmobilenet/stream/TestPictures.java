package io.flinkmobilenet.stream;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ImageEvent;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small images and events that carry them. */
public final class TestPictures {
  private static final EventCodec<ImageEvent> CODEC = EventCodec.of(ImageEvent.class);
  private static final int COARSE = 8;
  private static final long USUAL_TIME = 1_000_000;

  private TestPictures() {}

  /** Returns a PNG of coloured squares that depend on the seed. */
  public static byte[] png(long seed, int width, int height) {
    return encoded("png", seed, width, height);
  }

  /** Returns the same image as a JPEG. */
  public static byte[] jpeg(long seed, int width, int height) {
    return encoded("jpeg", seed, width, height);
  }

  private static byte[] encoded(String format, long seed, int width, int height) {
    Random random = new Random(seed);
    int[] colours = random.ints(64).map(colour -> colour & 0xFFFFFF).toArray();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, colours[(y / COARSE % 8) * 8 + x / COARSE % 8]);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Returns the value of an event that was captured 1,000 seconds after the start of 1970. */
  public static byte[] event(String id, byte[] image) {
    return event(id, image, Map.of());
  }

  /** Returns the value of such an event with attributes. */
  public static byte[] event(String id, byte[] image, Map<String, String> attributes) {
    return value(id, image, USUAL_TIME, attributes, null, null);
  }

  /** Returns the value of an event that refers to an image. */
  public static byte[] reference(String id, String uri, String sha256) {
    return reference(id, new byte[0], uri, sha256);
  }

  /** Returns the value of an event with any fields. */
  public static byte[] reference(String id, byte[] image, String uri, String sha256) {
    return value(id, image, USUAL_TIME, Map.of(), uri, sha256);
  }

  /** Returns the value of an event with the image of {@link #png}, 64 by 48. */
  public static byte[] event(String id, long seed) {
    return event(id, seed, USUAL_TIME);
  }

  /** Returns the value of such an event that was captured at any time, milliseconds since 1970. */
  public static byte[] event(String id, long seed, long capturedAt) {
    return value(id, png(seed, 64, 48), capturedAt, Map.of(), null, null);
  }

  private static byte[] value(
      String id,
      byte[] image,
      long capturedAt,
      Map<String, String> attributes,
      String uri,
      String sha256) {
    return CODEC.encode(
        new ImageEvent(
            id,
            ByteBuffer.wrap(image),
            "camera",
            Instant.ofEpochMilli(capturedAt),
            attributes,
            uri,
            sha256));
  }
}
