package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.image.InputGeometry;
import io.flinkmobilenet.image.RgbImage;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * An image on the edge from Decode to Normalise.
 *
 * @param record the record as it was read
 * @param geometry probable input geometry of the active model; null if none is known
 * @param raster the decoded image; null if there is no geometry
 * @param fitted whether the raster already has that geometry
 */
public record DecodedImage(
    ImageRecord record, InputGeometry geometry, RgbImage raster, boolean fitted) {
  /** Creates an image that stays encoded because no geometry is known. */
  public static DecodedImage encoded(ImageRecord record) {
    return new DecodedImage(record, null, null, false);
  }

  void write(DataOutputView out) throws IOException {
    record.write(out);
    Geometries.write(out, geometry);
    if (geometry != null) {
      out.writeInt(raster.width());
      out.writeInt(raster.height());
      Wire.writeBytes(out, raster.rgb());
      out.writeBoolean(fitted);
    }
  }

  static DecodedImage read(DataInputView in) throws IOException {
    ImageRecord record = ImageRecord.read(in);
    InputGeometry geometry = Geometries.read(in);
    if (geometry == null) {
      return encoded(record);
    }
    RgbImage raster = new RgbImage(in.readInt(), in.readInt(), Wire.readBytes(in));
    return new DecodedImage(record, geometry, raster, in.readBoolean());
  }
}
