package io.flinkmobilenet.stream.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * An image reduced to a few pixels, by which images are compared, with its original size.
 *
 * @param width width of the whole image, pixels
 * @param height height of the whole image, pixels
 * @param rgb colours of the reduced image [rows, columns, 3]
 */
public record Thumbnail(int width, int height, byte[] rgb) {
  /** A distance that no two images of the same size have. */
  public static final int DIFFERENT_SIZE = 256;

  /**
   * Returns the greatest difference of two colours at the same place, 0 to 255, or {@link
   * #DIFFERENT_SIZE}. Unlike the mean of the differences, it grows with a small thing in the image
   * as it does with a large one.
   */
  public int distance(Thumbnail other) {
    if (width != other.width || height != other.height || rgb.length != other.rgb.length) {
      return DIFFERENT_SIZE;
    }
    int greatest = 0;
    for (int i = 0; i < rgb.length; i++) {
      greatest =
          Math.max(
              greatest, Math.abs(Byte.toUnsignedInt(rgb[i]) - Byte.toUnsignedInt(other.rgb[i])));
    }
    return greatest;
  }

  void write(DataOutputView out) throws IOException {
    out.writeInt(width);
    out.writeInt(height);
    Wire.writeBytes(out, rgb);
  }

  static Thumbnail read(DataInputView in) throws IOException {
    return new Thumbnail(in.readInt(), in.readInt(), Wire.readBytes(in));
  }
}
