package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.image.InputGeometry;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * An image on the edge to Classify. The original value is sent as well, because a rejection
 * contains it and a model with another geometry needs it.
 *
 * @param record the record as it was read
 * @param geometry geometry of the pixels; null if none was known
 * @param pixels unsigned bytes [cropHeight, cropWidth, 3], red, green, blue; null if there is no
 *     geometry
 */
public record PreparedImage(ImageRecord record, InputGeometry geometry, byte[] pixels) {
  void write(DataOutputView out) throws IOException {
    record.write(out);
    Geometries.write(out, geometry);
    Wire.writeBytes(out, pixels);
  }

  static PreparedImage read(DataInputView in) throws IOException {
    return new PreparedImage(ImageRecord.read(in), Geometries.read(in), Wire.readBytes(in));
  }
}
