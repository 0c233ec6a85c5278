package io.flinkmobilenet.sql;

import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageHeader;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.InvalidImageException;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.types.Row;

/** {@code IMAGE_INFO(image)}: the format and the size that an encoded image states. */
public final class ImageInfoFunction extends ScalarFunction {
  private static final long serialVersionUID = 1;
  private static final int FIELDS = 4;

  private transient ImageDecoder decoder;
  private transient FunctionErrors errors;

  @Override
  public void open(FunctionContext context) {
    decoder = new ImageDecoder(ImageLimits.DEFAULT);
    errors = FunctionErrors.of(context);
  }

  /**
   * Returns media type, width and height of the upright image, and why there are none.
   *
   * @param image an encoded image; may be null
   */
  @DataTypeHint("ROW<media_type STRING, width INT, height INT, reason STRING>")
  public Row eval(byte[] image) {
    if (image == null) {
      return null;
    }
    try {
      ImageHeader header = decoder.header(image);
      return Row.of(header.mediaType(), header.width(), header.height(), null);
    } catch (InvalidImageException e) {
      return errors.row(ImageFailure.of(e), FIELDS);
    } catch (RuntimeException e) {
      return errors.row(ImageFailure.of(e), FIELDS);
    }
  }
}
