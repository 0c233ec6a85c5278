package io.flinkmobilenet.sql;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.InvalidImageException;
import io.flinkmobilenet.image.RgbImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * {@code IMAGE_RESIZE(image, width, height[, format])}: the image, stretched to a size, as JPEG or
 * as raw RGB.
 */
public final class ImageResizeFunction extends ScalarFunction {
  private static final long serialVersionUID = 1;

  private transient ImageDecoder decoder;
  private transient FunctionErrors errors;

  @Override
  public void open(FunctionContext context) {
    decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);
    errors = FunctionErrors.of(context);
  }

  /** Returns the image as JPEG, or null. */
  public byte[] eval(byte[] image, Integer width, Integer height) {
    return eval(image, width, height, "jpeg");
  }

  /**
   * Returns the image, or null.
   *
   * @param width 1 to 8192 pixels
   * @param height 1 to 8192 pixels
   * @param format {@code jpeg}, or {@code raw} for the bytes {@code [height][width][3]} in the
   *     order red, green, blue
   */
  public byte[] eval(byte[] image, Integer width, Integer height, String format) {
    if (image == null || width == null || height == null || format == null) {
      return null;
    }
    try {
      return resized(image, width, height, format);
    } catch (ImageFailure e) {
      return errors.value(e);
    }
  }

  private byte[] resized(byte[] image, int width, int height, String format) throws ImageFailure {
    if (Math.min(width, height) < 1 || Math.max(width, height) > Resize.LARGEST_EDGE) {
      throw ImageFailure.ofArgument(
          "expected a size of 1 to %d pixels, found %d x %d"
              .formatted(Resize.LARGEST_EDGE, width, height));
    }
    boolean jpeg = format.equals("jpeg");
    if (!jpeg && !format.equals("raw")) {
      throw ImageFailure.ofArgument("expected the format jpeg or raw, found another one");
    }
    try {
      RgbImage resized =
          decoder.decode(image, new InputGeometry(Resize.stretch(width, height), width, height));
      return jpeg ? JpegFileWriter.write(resized) : resized.rgb();
    } catch (InvalidImageException e) {
      throw ImageFailure.of(e);
    } catch (IOException e) {
      throw ImageFailure.of(new UncheckedIOException(e));
    } catch (RuntimeException e) {
      throw ImageFailure.of(e);
    }
  }
}
