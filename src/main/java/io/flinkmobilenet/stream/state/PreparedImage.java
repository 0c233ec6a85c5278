package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.image.InputGeometry;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A picture on its way to Classify. The value crosses as well: a rejection shows it, and a model of
 * another geometry needs it.
 *
 * @param record what was read
 * @param geometry of the pixels; null where none was known
 * @param pixels unsigned [cropHeight, cropWidth, 3], red green blue; null where there is no
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
