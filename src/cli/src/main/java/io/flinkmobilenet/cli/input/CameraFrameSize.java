package io.flinkmobilenet.cli.input;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Size of a camera's frames.
 *
 * @param width width, pixels
 * @param height height, pixels
 */
public record CameraFrameSize(int width, int height) {
  /** Reads {@code 320x240}. */
  public static final class Converter implements ITypeConverter<CameraFrameSize> {
    private static final int LEAST = 64;
    private static final int MOST = 4096;

    @Override
    public CameraFrameSize convert(String text) {
      if (text.matches("\\d{1,4}[x×]\\d{1,4}")) {
        String[] sides = text.split("[x×]");
        CameraFrameSize size =
            new CameraFrameSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        if (inRange(size.width) && inRange(size.height)) {
          return size;
        }
      }
      throw new TypeConversionException(
          "expected a size such as 320x240, %d to %d pixels each way, found '%s'"
              .formatted(LEAST, MOST, text));
    }

    private static boolean inRange(int pixels) {
      return pixels >= LEAST && pixels <= MOST;
    }
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
